import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface LogoutToken {
  iss: string;
  aud: string;
  sub?: string;
  sid: string;
  events: object;
  nonce?: string;
  /** As it came. */
  jwt: string;
}

/** A client's own server, as far as a back-channel logout meets it. */
export class LogoutReceiver {
  readonly tokens: LogoutToken[] = [];
  answer = 200;
  hangs = false;
  calls = 0;
  /** How many calls were broken off by the caller, which had waited for an answer long enough. */
  givenUp = 0;
  #server!: Server;

  async start(): Promise<this> {
    this.#server = createServer((request, response) => {
      this.calls += 1;
      response.on('close', () => (this.givenUp += response.writableEnded ? 0 : 1));
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        if (this.hangs) return;
        const jwt = new URLSearchParams(body).get('logout_token')!;
        const claims = JSON.parse(Buffer.from(jwt.split('.')[1]!, 'base64url').toString()) as Omit<LogoutToken, 'jwt'>;
        if (this.answer === 200) this.tokens.push({ ...claims, jwt });
        response.writeHead(this.answer).end();
      });
    });
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/logout`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
