import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';

/** Where in a conversation the server falls silent; undefined: it takes the mail. */
export type Stall = 'before the content' | 'before the answer' | undefined;

/**
 * An SMTP server that can fall silent in the middle of DATA, which no proper server library lets one do: before it has
 * read a byte of the content, or when it has read and kept all of it and only its "250" is missing.
 */
export class StallingSmtp {
  /** The mails that were taken to the final dot, whatever the client heard of it. */
  readonly taken: string[] = [];
  stall: Stall;
  stalls = 0;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server = createServer((socket) => this.#converse(socket));

  async start(): Promise<this> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening');
    return this;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.#server.address() as { port: number }).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #converse(socket: Socket): void {
    let text = '';
    let inData = false;
    const say = (line: string) => socket.write(`${line}\r\n`);
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      for (let end; (end = text.indexOf(inData ? '\r\n.\r\n' : '\r\n')) >= 0;) {
        const part = text.slice(0, end);
        text = text.slice(end + (inData ? 5 : 2));
        if (inData) {
          inData = false;
          this.taken.push(part);
          if (!this.#stalls('before the answer')) say('250 taken');
        } else if (/^DATA/i.test(part)) {
          inData = true;
          say('354 go on');
          if (this.#stalls('before the content')) socket.removeAllListeners('data').pause();
        } else {
          say(/^QUIT/i.test(part) ? '221 bye' : '250 fine');
        }
      }
    });
    say('220 here');
  }

  #stalls(where: Stall): boolean {
    if (this.stall !== where) return false;
    this.stalls += 1;
    return true;
  }
}
