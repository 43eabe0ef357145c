import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import type { InboxStore } from './inbox-store.js';
import { listening, type ListeningPort, lossOf } from './listener.js';

const LARGEST = 25 * 1024 * 1024;

/** An SMTP server that accepts every message and delivers none. */
export async function startInboxSmtp(store: InboxStore, host: string, port: number): Promise<ListeningPort> {
  const smtp = new SMTPServer({
    banner: 'Motorpool development inbox',
    // Loopback only, so neither encryption nor a sign-in is needed.
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    logger: false,
    size: LARGEST,
    closeTimeout: 1_000,
    onData: (stream, session, done) => {
      const { mailFrom, rcptTo } = session.envelope;
      const envelope = { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) };
      buffer(stream)
        .then((raw) => {
          if (stream.sizeExceeded) throw Object.assign(new Error('Message too large'), { responseCode: 552 });
          return store.add(raw, envelope);
        })
        .then(
          ({ id }) => done(null, `kept as ${id}`),
          (error: Error) => done(error),
        );
    },
  });
  // A client that disconnects in the middle of a message must not stop the service.
  smtp.on('error', () => undefined);
  smtp.listen(port, host);
  const chosen = await listening(smtp.server, 'SMTP', host, port);
  return {
    port: chosen,
    lost: lossOf(smtp.server, 'SMTP'),
    stop: () =>
      new Promise((resolve) => {
        smtp.close(resolve);
      }),
  };
}
