import { CannotStart } from '../../platform/config/cannot-start.js';
import type { PostgresServer } from './postgres-server.js';

/** After so many starts within this time it gives up: another start would not help. */
const STARTS = 3;
const WITHIN_MS = 600_000;

/** Starts the server, or starts it again on the same port. */
export type StartAgain = (port: number) => Promise<PostgresServer>;

/** A server that is started again whenever it ends by itself. */
export class KeptServer {
  readonly #restarts: number[] = [];
  #stopping = false;
  #restarting: Promise<void> | undefined;
  readonly #lost = Promise.withResolvers<CannotStart>();
  /** Resolves when it does not come back. */
  readonly lost = this.#lost.promise;

  #server: PostgresServer;
  readonly #startAgain: StartAgain;
  readonly #tell: (line: string) => void;

  constructor(server: PostgresServer, startAgain: StartAgain, tell: (line: string) => void) {
    this.#server = server;
    this.#startAgain = startAgain;
    this.#tell = tell;
    this.#watch();
  }

  get port(): number {
    return this.#server.port;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#restarting;
    await this.#server.stop();
  }

  #watch(): void {
    void this.#server.ended.then((how) => {
      if (!this.#stopping) this.#restarting = this.#restart(how);
    });
  }

  async #restart(how: string): Promise<void> {
    const now = Date.now();
    this.#restarts.push(now);
    const often = this.#restarts.filter((at) => at > now - WITHIN_MS).length > STARTS;
    if (often) return this.#lost.resolve(new CannotStart(`The embedded PostgreSQL keeps stopping: ${how}.`));
    this.#tell(`The embedded PostgreSQL stopped (${how}), and is started again.`);
    try {
      this.#server = await this.#startAgain(this.#server.port);
    } catch (error) {
      return this.#lost.resolve(new CannotStart((error as Error).message));
    }
    this.#tell('The embedded PostgreSQL is back.');
    // It was stopped meanwhile: `stop` waits for this, and stops the new server.
    this.#watch();
  }
}
