import { Logger } from '@nestjs/common';

const QUIET_MS = 30_000;

/** Logs a problem that repeats many times a second only once, and again after a while if it lasts. */
export class ThrottledWarning {
  readonly #logger: Logger;
  #quietUntil = 0;

  constructor(name: string) {
    this.#logger = new Logger(name);
  }

  warn(message: string): void {
    if (Date.now() < this.#quietUntil) return;
    this.#quietUntil = Date.now() + QUIET_MS;
    this.#logger.warn(message);
  }
}
