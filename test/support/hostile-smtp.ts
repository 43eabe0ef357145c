import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';

/** What the server says to a mail, or does instead. */
export type Manner =
  | 'takes'
  /** `421` as its greeting. */
  | 'greets with 421'
  | `answers the recipient with ${number}`
  | `answers the content with ${number}`
  /** It has taken the mail, and hangs up instead of saying so. */
  | 'hangs up after the content'
  /** It takes its time for every word, but is not silent. */
  | 'is slow';

const SLOW_MS = 1_500;

/** An SMTP server of any manner, which no proper server library lets one be. */
export class HostileSmtp {
  /** The mails that it has, whatever the client heard of it. */
  readonly taken: string[] = [];
  /** How often the content of a mail was asked for. */
  contents = 0;
  manner: Manner = 'takes';
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

  /** How often each Message-ID is among what it has. */
  copies(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const mail of this.taken) {
      const id = /^Message-ID: (.+)$/im.exec(mail)![1]!;
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    return counts;
  }

  #converse(socket: Socket): void {
    let text = '';
    let inData = false;
    const say = (line: string) =>
      setTimeout(() => socket.writable && socket.write(`${line}\r\n`), this.manner === 'is slow' ? SLOW_MS : 0);
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
          this.#content(part, socket, say);
        } else if (/^DATA/i.test(part)) {
          inData = true;
          this.contents += 1;
          say('354 go on');
        } else {
          say(this.#answer(part));
        }
      }
    });
    if (this.manner !== 'greets with 421') say('220 here');
    else socket.end('421 not now\r\n');
  }

  #answer(command: string): string {
    if (/^QUIT/i.test(command)) return '221 bye';
    const [, code] = /^answers the recipient with (\d+)$/.exec(this.manner) ?? [];
    return code && /^RCPT/i.test(command) ? `${code} so it is` : '250 fine';
  }

  #content(mail: string, socket: Socket, say: (line: string) => void): void {
    const [, code] = /^answers the content with (\d+)$/.exec(this.manner) ?? [];
    if (code) return say(`${code} so it is`);
    this.taken.push(mail);
    if (this.manner === 'hangs up after the content') socket.destroy();
    else say('250 taken');
  }
}
