import { isIP } from 'node:net';
import { Readable } from 'node:stream';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { SMTPPoolOptions } from 'nodemailer/lib/smtp-pool';
import { Config } from '../../platform/config/config.js';
import { asciiAddress } from '../../platform/domain/email-address.js';
import { type ClaimedMail, Unsendable } from '../domain/mail.js';
import type { Rendered } from './composer.js';
import { senderOf } from './sender.js';

export const SMTP_CONNECTIONS = 5;
const CONNECT_MS = 5_000;
/** The longest silence of a server. Many scan an email before they answer, and giving up on them would send it twice. */
const SILENCE_MS = 20_000;
/** The longest conversation with a server: shorter than the lease of an attempt. */
const CONVERSATION_MS = 40_000;

/** Sends mails through the server of `SMTP_URL`. */
@Injectable()
export class Smtp implements OnApplicationShutdown {
  readonly #transport;
  readonly #from;
  readonly #leaving = new AbortController();

  constructor(config: Config) {
    this.#from = senderOf(config.values.MAIL_FROM);
    this.#transport = createTransport(smtpOptions(config.smtpUrl));
    this.#transport.use('stream', ({ data, message }, done) => {
      const { beforeEnd } = data as { beforeEnd?: BeforeEnd };
      if (beforeEnd) message.processFunc((input: Readable) => heldBack(input, beforeEnd));
      done();
    });
  }

  /**
   * Resolves when the server has taken the mail.
   *
   * @param beforeEnd runs before the end of the content is sent, so before the server can take the mail; if it throws, the
   *   mail is not sent
   * @throws Error that `verdictOn` understands
   */
  async send(mail: ClaimedMail, rendered: Rendered, beforeEnd: BeforeEnd): Promise<void> {
    if (asciiAddress(mail.toAddress) === null) throw new Unsendable('The address is not an email address.');
    await this.#transport.sendMail({
      // The address as data and not as text to parse, so that a name cannot add a recipient.
      to: { name: mail.toName ?? '', address: mail.toAddress },
      from: this.#from,
      envelope: { from: this.#from.address, to: [mail.toAddress] },
      subject: mail.subject,
      ...rendered.bodies,
      ...(rendered.calendar && { icalEvent: rendered.calendar }),
      messageId: mail.messageId,
      date: mail.createdAt,
      headers: { 'Auto-Submitted': 'auto-generated', ...rendered.headers },
      beforeEnd,
      disableFileAccess: true,
      disableUrlAccess: true,
      signal: AbortSignal.any([AbortSignal.timeout(CONVERSATION_MS), this.#leaving.signal]),
    } as SendMailOptions);
  }

  /** Aborts the mails that are being sent; another process tries them again. */
  breakOff(): void {
    this.#leaving.abort(new Error('the process is shutting down'));
  }

  onApplicationShutdown(): void {
    this.#transport.close();
  }
}

type BeforeEnd = () => Promise<void>;

/** The same content, but its end waits for `work`. Nothing is read before the server's 354. */
const heldBack = (content: Readable, work: BeforeEnd): Readable =>
  Readable.from(
    (async function* () {
      yield* content as AsyncIterable<Buffer>;
      await work();
    })(),
    { objectMode: false },
  );

/**
 * TLS: `smtps:` from the first byte; `smtp:` with STARTTLS if the server offers it. It is required if a password is sent, and
 * never used on this machine, where a development server's certificate proves nothing. Parameters of the URL
 * (`?requireTLS=true`, `?ignoreTLS=true`, `?tls.rejectUnauthorized=false`) override this.
 */
export function smtpOptions(smtpUrl: string): SMTPPoolOptions & { pool: true } {
  const url = new URL(smtpUrl);
  const local = isLoopback(url.hostname);
  const says = (name: string) => url.searchParams.has(name);
  const chosen = says('requireTLS') || says('ignoreTLS');
  return {
    url: smtpUrl,
    ...(chosen || url.protocol === 'smtps:' ? {} : { ignoreTLS: local, requireTLS: !local && url.password !== '' }),
    pool: true,
    maxConnections: SMTP_CONNECTIONS,
    // One immediate retry if the connection was dead before a byte of the mail was sent.
    maxRequeues: 1,
    idleTimeout: 30_000,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    dnsTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
  };
}

function isLoopback(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
