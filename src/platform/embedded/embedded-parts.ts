import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Settings } from '../config/config.js';
import { startEmbeddedPostgres } from './embedded-postgres.js';

/** What `npm start` brings along for the settings that nobody gave. */
export interface EmbeddedParts {
  /** Settings that the parts supply, by name. */
  given: Record<string, string>;
  /** Whether the database is the embedded one. */
  ownDatabase: boolean;
  /** Where a person reads the mails; undefined where SMTP_URL was given. */
  inboxUrl: string | undefined;
  stop(): Promise<void>;
}

/** Starts PostgreSQL and the mail inbox where no setting names others, and keeps a secret key in the data folder. */
export async function startEmbeddedParts(settings: Settings): Promise<EmbeddedParts> {
  const dataDir = resolve(settings.DATA_DIR);
  await mkdir(dataDir, { recursive: true });
  const given: Record<string, string> = {};
  if (!settings.SECRET_KEY) given.SECRET_KEY = await ownSecretKey(dataDir);
  const postgres = settings.DATABASE_URL ? undefined : await startEmbeddedPostgres({ dataDir });
  if (postgres) given.DATABASE_URL = postgres.url;
  try {
    const inbox = settings.SMTP_URL ? undefined : await startInbox(dataDir, settings.INBOX_PORT);
    if (inbox) given.SMTP_URL = inbox.smtpUrl;
    const stop = async () => {
      await inbox?.stop();
      await postgres?.stop();
    };
    return { given, ownDatabase: postgres !== undefined, inboxUrl: inbox?.webUrl, stop };
  } catch (error) {
    await postgres?.stop();
    throw error;
  }
}

/** Loaded only where it is wanted: a production install leaves its packages out. */
async function startInbox(dataDir: string, httpPort: number) {
  const { startDevInbox } = await import('./dev-inbox.js');
  return startDevInbox({ dataDir, httpPort });
}

/** A key made once and kept: what was sealed before a restart must open after it. */
async function ownSecretKey(dataDir: string): Promise<string> {
  const file = join(dataDir, 'secret-key');
  const made = randomBytes(32).toString('hex');
  await writeFile(file, made, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return (await readFile(file, 'utf8')).trim();
}
