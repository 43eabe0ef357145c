import { join } from 'node:path';
import type { CannotStart } from '../../platform/config/cannot-start.js';
import { startInboxHttp } from './inbox-http.js';
import { startInboxSmtp } from './inbox-smtp.js';
import type { Preview } from './inbox-pages.js';
import { InboxStore } from './inbox-store.js';

export interface DevInboxOptions {
  /** Messages are kept in `<dataDir>/inbox`. */
  dataDir: string;
  /** 0, the default: any free one. */
  smtpPort?: number;
  /** 0, the default: any free one. */
  httpPort?: number;
  /** A loopback address. No other is accepted, because there is no sign-in. */
  host?: string;
}

export interface DevInbox {
  /** For SMTP_URL. */
  smtpUrl: string;
  /** The page to read mail, without a trailing slash; JSON is at `<webUrl>/messages`. */
  webUrl: string;
  /** Shows what each mail looks like, on a separate page. */
  showPreviews(previews: readonly Preview[]): void;
  /** Resolves if it stops listening by itself. */
  lost: Promise<CannotStart>;
  stop(): Promise<void>;
}

/** Takes all mail the service sends while no mail server is configured, and shows it to people on this machine. */
export async function startDevInbox(options: DevInboxOptions): Promise<DevInbox> {
  const { dataDir, smtpPort = 0, httpPort = 0, host = '127.0.0.1' } = options;
  if (!['127.0.0.1', '::1', 'localhost'].includes(host)) {
    throw new Error(
      `The development inbox only listens on loopback, not on ${host}, because it shows every email to anyone.`,
    );
  }
  const store = await InboxStore.open(join(dataDir, 'inbox'));
  const smtp = await startInboxSmtp(store, host, smtpPort);
  try {
    const previews = new Map<string, Preview>();
    const http = await startInboxHttp(store, previews, host, httpPort);
    const name = host === '::1' ? '[::1]' : host;
    let stopped: Promise<void> | undefined;
    return {
      smtpUrl: `smtp://${name}:${smtp.port}`,
      webUrl: `http://${name}:${http.port}`,
      showPreviews: (shown) => shown.forEach((preview) => previews.set(preview.name, preview)),
      lost: Promise.race([smtp.lost, http.lost]),
      stop: () => (stopped ??= Promise.all([smtp.stop(), http.stop()]).then(() => undefined)),
    };
  } catch (error) {
    await smtp.stop();
    throw error;
  }
}
