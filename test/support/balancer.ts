import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

const CHECK_MS = 100;

/**
 * A balancer of the plain kind: it asks each process whether it is ready, hands requests to those that are, one after the
 * other, over connections that it keeps, and never sends a request twice: what breaks off is a 502.
 */
export class Balancer {
  /** How many requests each process was handed. */
  readonly handed: number[];
  readonly #ready: boolean[];
  readonly #agent = new Agent({ keepAlive: true });
  readonly #server: Server = createServer((asked, answer) => void this.#pass(asked, answer));
  #next = 0;
  #checking = true;

  private constructor(private readonly origins: readonly string[]) {
    this.handed = origins.map(() => 0);
    this.#ready = origins.map(() => true);
  }

  static async start(origins: readonly string[]): Promise<Balancer> {
    const balancer = new Balancer(origins);
    await once(balancer.#server.listen(0, '127.0.0.1'), 'listening');
    for (const index of origins.keys()) void balancer.#check(index);
    return balancer;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as { port: number }).port}`;
  }

  stop(): void {
    this.#checking = false;
    this.#agent.destroy();
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #check(index: number): Promise<void> {
    for (; this.#checking; await pause(CHECK_MS)) {
      const signal = AbortSignal.timeout(2_000);
      const answer = await fetch(`${this.origins[index]}/health/ready`, { signal }).catch(() => undefined);
      await answer?.body?.cancel();
      this.#ready[index] = answer?.status === 200;
    }
  }

  async #pass(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body = await buffer(asked);
    const index = this.#turn();
    if (index === undefined) return void answer.writeHead(503).end('no process is ready');
    this.handed[index]! += 1;
    const { method, url, headers } = asked;
    const onward = request(this.origins[index] + url!, { method, headers, agent: this.#agent });
    onward.on('response', (given) => {
      const { connection: _, 'keep-alive': __, ...rest } = given.headers;
      answer.writeHead(given.statusCode!, rest);
      pipeline(given, answer, () => undefined);
    });
    onward.on('error', (error) => {
      if (answer.headersSent) answer.destroy();
      else answer.writeHead(502).end(`it broke off: ${error.message}`);
    });
    onward.end(body);
  }

  #turn(): number | undefined {
    for (let tried = 0; tried < this.origins.length; tried += 1) {
      const index = (this.#next = (this.#next + 1) % this.origins.length);
      if (this.#ready[index]) return index;
    }
    return undefined;
  }
}
