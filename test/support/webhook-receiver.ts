import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { text } from 'node:stream/consumers';

interface Call {
  headers: IncomingHttpHeaders;
  body: string;
}

/** Somebody who is told of events, and answers as the test says; undefined: not at all. */
export class Receiver {
  readonly calls: Call[] = [];
  status: number | undefined = 204;
  readonly #server: Server = createServer((request, response) => {
    void text(request).then((body) => {
      this.calls.push({ headers: request.headers, body });
      if (this.status) response.writeHead(this.status, { location: 'http://127.0.0.1:1/elsewhere' }).end('thanks');
    });
  });

  async start(): Promise<this> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening');
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as { port: number }).port}/hook?x=1`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
