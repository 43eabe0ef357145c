import { Injectable } from '@nestjs/common';
import { Unavailable } from '../../platform/domain/domain-error.js';

/** Hashes that run at once. More would not be faster, but take the processors and the thread pool from all others. */
const AT_ONCE = 2;
/** Hashes that may wait: some two seconds' worth. */
const MOST_WAITING = 200;

/** A line for password hashing, so that any number of sign-ins leaves the process room for everything else. */
@Injectable()
export class HashQueue {
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  /** @throws Unavailable where the line is too long */
  async run<T>(hash: () => Promise<T>): Promise<T> {
    await this.#turn();
    try {
      return await hash();
    } finally {
      // Whoever is next takes over this place, so that the count stays.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }

  async #turn(): Promise<void> {
    if (this.#running < AT_ONCE) {
      this.#running += 1;
      return;
    }
    if (this.#waiting.length >= MOST_WAITING) throw new Unavailable('Too many people are signing in at this moment.');
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
    });
  }
}
