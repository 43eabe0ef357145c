import { Logger } from '@nestjs/common';

/**
 * Work that is repeated as long as the process runs, one run at a time; a failure waits for the next turn. What it does
 * must be safe in several processes at once: it finds its work in the database, by condition.
 */
export class Sweep {
  readonly #logger: Logger;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;

  constructor(
    name: string,
    private readonly everyMs: number,
    private readonly work: () => Promise<void>,
  ) {
    this.#logger = new Logger(name);
  }

  start(): void {
    this.#timer = setInterval(() => this.#turn(), this.everyMs);
    this.#turn();
  }

  /** Resolves when the running turn, if any, has ended. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  #turn(): void {
    this.#running ??= this.work()
      .catch((error: Error) => this.#logger.warn(`this turn failed: ${error.message}`))
      .finally(() => (this.#running = undefined));
  }
}
