import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import { countedAddress } from '../../../platform/limits/client-address.js';
import { type Bucket, type Limit, Limits } from '../../../platform/limits/limits.js';
import type { Tx } from '../../../platform/work/tx.js';

/** What can be guessed. Each kind is counted separately. */
export type Guessed = 'sign_in' | 'step_up';

/** A guess that may be checked. It is counted before, so that concurrent guesses cannot exceed the limits. */
export interface Pass {
  readonly own: Buffer;
  readonly shared: readonly Buffer[];
  /** Counters that it adds to only if it fails. */
  readonly owed: readonly Bucket[];
}

/** Why the guess is trusted more: this browser, or this address, has signed in to the account before. */
export type KnownFrom = 'address' | { readonly browser: string };

const HOUR_SECONDS = 3_600;
const LONGEST_PAUSE_SECONDS = 900;
const LONGEST_PAUSE_OF_KNOWN_SECONDS = 60;

/**
 * ID-11: slows guessing down. Failures are counted for account and address together, with growing pauses; for the account
 * over all addresses; and for the address over all accounts. Strangers cannot lock the owner out: for a browser that has
 * signed in to the account before only its own failures count, and for such an address not those of other addresses. Everyone
 * else at the owner's address is limited in the same way for every account, so the limits do not reveal who has one.
 */
@Injectable()
export class Throttle {
  readonly #pair: Limit;
  readonly #known: Limit;
  readonly #account: Limit;
  readonly #address: Limit;

  constructor(
    private readonly limits: Limits,
    { values }: Config,
  ) {
    const account = values.SIGN_IN_FAILURES_PER_ACCOUNT;
    const after = values.SIGN_IN_FAILURES_UNPAUSED;
    const hourly = (name: string, most: number) => ({ name, most, windowSeconds: HOUR_SECONDS });
    this.#pair = { ...hourly('guesses', account), pauses: { after, longestSeconds: LONGEST_PAUSE_SECONDS } };
    this.#known = { ...this.#pair, pauses: { after, longestSeconds: LONGEST_PAUSE_OF_KNOWN_SECONDS } };
    this.#account = hourly('guesses', account);
    this.#address = hourly('guesses', values.SIGN_IN_FAILURES_PER_ADDRESS);
  }

  /**
   * Counts a guess as failed before it is checked; `succeeded` undoes that.
   *
   * @param account names the account, which need not exist: an email address in lower case, or a user's id
   * @throws TooManyRequests; Unavailable if it cannot be counted
   */
  async ensure(kind: Guessed, account: string, address: string, known?: KnownFrom): Promise<Pass> {
    const { counted, owed } = this.#buckets(kind, account, countedAddress(address), known);
    for (const bucket of owed) await this.limits.ensureRoom(bucket);
    await this.limits.take(counted);
    const [own, ...shared] = counted.map(({ key }) => key);
    return { own: own!, shared, owed };
  }

  /** The guess was wrong. @throws TooManyRequests if others have failed often enough meanwhile */
  async failed({ owed }: Pass): Promise<void> {
    if (owed.length > 0) await this.limits.take(owed);
  }

  /**
   * The password was right: resets the counter of these guesses, and takes this one back from the counters that others share.
   *
   * @param tx the unit of work that the sign-in runs in, if there is one
   */
  async succeeded({ own, shared }: Pass, tx?: Tx): Promise<void> {
    await this.limits.forgive(own, shared, tx);
  }

  /** The guess was not checked after all. */
  async withdrawn({ own, shared }: Pass): Promise<void> {
    await this.limits.giveBack([own, ...shared]);
  }

  /** A person with the right password does not wait for everyone else who is signing in from their address. */
  #buckets(kind: Guessed, account: string, from: string, known?: KnownFrom): { counted: Bucket[]; owed: Bucket[] } {
    if (known && known !== 'address') {
      const own = { key: this.limits.key(kind, account, 'browser', known.browser), limit: this.#known };
      return { counted: [own], owed: [] };
    }
    const pair = { key: this.limits.key(kind, account, 'stranger', from), limit: this.#pair };
    const ofAccount = { key: this.limits.key(kind, account), limit: this.#account };
    const ofAddress = { key: this.limits.key('guesses', from), limit: this.#address };
    return known ? { counted: [pair], owed: [ofAddress] } : { counted: [pair, ofAccount, ofAddress], owed: [] };
  }
}
