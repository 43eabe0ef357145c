import { Injectable } from '@nestjs/common';
import { TooManyRequests, Unavailable } from '../../../platform/domain/domain-error.js';
import { requestContext } from '../../../platform/http/requests/request-context.js';
import { countedAddress } from '../../../platform/limits/client-address.js';

/** Hashes that run at once. More would not be faster, but take the processors and the thread pool from all others. */
const AT_ONCE = 2;
/** Hashes that may wait: some two seconds' worth. */
const MOST_WAITING = 200;
/** Hashes of one client address that may run or wait: a busy office signs in, and no address fills the line. */
export const PLACES_PER_ADDRESS = 40;
const LIMIT = { name: 'hashes', most: PLACES_PER_ADDRESS, windowSeconds: 2 };

/** Work that no client asked for, such as the first administrator's password at start. */
const OWN_WORK = '';

/**
 * A line for password hashing, so that any number of sign-ins leaves the process room for everything else. Client addresses
 * take turns: a request from a quiet address waits for one hash of each busy address, not for all of them.
 */
@Injectable()
export class HashQueue {
  /** By address. The first one in the map is next. */
  readonly #waiting = new Map<string, (() => void)[]>();
  readonly #places = new Map<string, number>();
  #waitingCount = 0;
  #running = 0;

  /**
   * @param address of the client that asks
   * @throws TooManyRequests where the address has all of its places taken; Unavailable where the line is too long
   */
  async run<T>(hash: () => Promise<T>, address = requestContext()?.address): Promise<T> {
    const from = address === undefined ? OWN_WORK : countedAddress(address);
    const taken = this.#places.get(from) ?? 0;
    if (from !== OWN_WORK && taken >= PLACES_PER_ADDRESS) throw new TooManyRequests(LIMIT.windowSeconds, LIMIT);
    this.#places.set(from, taken + 1);
    try {
      await this.#turn(from);
      try {
        return await hash();
      } finally {
        this.#beginNext();
      }
    } finally {
      this.#leave(from);
    }
  }

  async #turn(from: string): Promise<void> {
    if (this.#running < AT_ONCE) {
      this.#running += 1;
      return;
    }
    if (this.#waitingCount >= MOST_WAITING) throw new Unavailable('Too many people are signing in right now.');
    this.#waitingCount += 1;
    await new Promise<void>((resolve) => {
      const line = this.#waiting.get(from) ?? [];
      line.push(resolve);
      this.#waiting.set(from, line);
    });
  }

  /** The next one takes over the place of the one that is done, so that the count of running hashes stays. */
  #beginNext(): void {
    const [next] = this.#waiting;
    if (!next) {
      this.#running -= 1;
      return;
    }
    const [from, [begin, ...rest]] = next;
    this.#waitingCount -= 1;
    this.#waiting.delete(from);
    // The address goes to the end: all others have their turn before it has its next.
    if (rest.length > 0) this.#waiting.set(from, rest);
    begin!();
  }

  #leave(from: string): void {
    const left = this.#places.get(from)! - 1;
    if (left > 0) this.#places.set(from, left);
    else this.#places.delete(from);
  }
}
