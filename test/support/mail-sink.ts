import { setTimeout as pause } from 'node:timers/promises';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface SunkMail {
  /** RCPT TO, as it came. */
  recipients: string[];
  subject: string;
  text: string;
  html: string;
  messageId: string;
  raw: string;
  mail: Email;
  /** The tokens of the links in the text part. */
  tokens: string[];
}

/** A real SMTP server that keeps what it is given, and can be told to refuse. */
export class MailSink {
  readonly mails: SunkMail[] = [];
  /** Asked at the end of each mail: whether it is answered 451, and not kept. */
  refuses: () => boolean = () => false;
  #server: SMTPServer | undefined;
  #port = 0;

  get url(): string {
    return `smtp://127.0.0.1:${this.#port}`;
  }

  /** Listens; on the same port again after a stop. */
  async start(): Promise<this> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      // A stop is a stop: the half minute that is usual here lets a client's open connections go on.
      closeTimeout: 50,
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          if (this.refuses()) return done(Object.assign(new Error('not now'), { responseCode: 451 }));
          const recipients = session.envelope.rcptTo.map(({ address }) => address);
          void this.#keep(Buffer.concat(chunks).toString('utf8'), recipients).then(() => done());
        });
      },
    });
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => {
      server.listen(this.#port, '127.0.0.1', resolve);
    });
    this.#port = (server.server.address() as { port: number }).port;
    this.#server = server;
    return this;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    await new Promise<void>((resolve) => {
      server.close(resolve);
    });
  }

  to(address: string, subject?: RegExp): SunkMail[] {
    return this.mails.filter(
      (mail) => mail.recipients.includes(address.toLowerCase()) && (subject?.test(mail.subject) ?? true),
    );
  }

  /** The newest mail to somebody, waiting for it. */
  async waitFor(address: string, subject?: RegExp, patienceMs = 15_000): Promise<SunkMail> {
    for (const until = Date.now() + patienceMs; Date.now() < until; await pause(25)) {
      const mail = this.to(address, subject).at(-1);
      if (mail) return mail;
    }
    const seen = this.mails.map((mail) => `${mail.recipients.join()}: ${mail.subject}`).join('\n  ');
    throw new Error(`No mail ${subject ?? ''} came for ${address}. There are:\n  ${seen}`);
  }

  async #keep(raw: string, recipients: string[]): Promise<void> {
    const mail = await PostalMime.parse(raw);
    const text = mail.text ?? '';
    this.mails.push({
      recipients: recipients.map((address) => address.toLowerCase()),
      subject: mail.subject ?? '',
      text,
      html: mail.html ?? '',
      messageId: mail.messageId ?? '',
      raw,
      mail,
      tokens: [...text.matchAll(/[?&]token=([\w-]+)/g)].map(([, token]) => token!),
    });
  }
}
