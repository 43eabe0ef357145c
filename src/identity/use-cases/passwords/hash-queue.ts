import { Injectable } from '@nestjs/common';
import { TooManyRequests, Unavailable } from '../../../platform/domain/domain-error.js';
import { requestContext } from '../../../platform/http/requests/request-context.js';
import { countedAddress } from '../../../platform/limits/client-address.js';

/** How many hashes run at once. More would not be faster, and would block everything else. */
const AT_ONCE = 2;
/** How many hashes may wait: about two seconds of work. */
const MOST_WAITING = 200;
/** How many hashes of one client address may run or wait: enough for a busy office, too few to fill the queue. */
export const PLACES_PER_ADDRESS = 40;
const LIMIT = { name: 'hashes', most: PLACES_PER_ADDRESS, windowSeconds: 2 };

/** The key for work that no client asked for, such as the first administrator's password at start. */
const OWN_WORK = '';

/**
 * A queue for password hashing, so that many sign-ins cannot block the process. Client addresses take turns: a request from a
 * quiet address waits for one hash of each busy address, not for all of them.
 */
@Injectable()
export class HashQueue {
  /** By address. The first address in the map is next. */
  readonly #waiting = new Map<string, (() => void)[]>();
  readonly #places = new Map<string, number>();
  #waitingCount = 0;
  #running = 0;

  /**
   * @param address of the client
   * @throws TooManyRequests if the address has used all of its places; Unavailable if the queue is full
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

  /** The next hash takes over the finished one's place, so the number of running hashes stays the same. */
  #beginNext(): void {
    const [next] = this.#waiting;
    if (!next) {
      this.#running -= 1;
      return;
    }
    const [from, [begin, ...rest]] = next;
    this.#waitingCount -= 1;
    this.#waiting.delete(from);
    // The address moves to the end, so that all others come before its next hash.
    if (rest.length > 0) this.#waiting.set(from, rest);
    begin!();
  }

  #leave(from: string): void {
    const left = this.#places.get(from)! - 1;
    if (left > 0) this.#places.set(from, left);
    else this.#places.delete(from);
  }
}
