import { Injectable } from '@nestjs/common';
import type { Counter } from 'prom-client';
import { Config } from '../config/config.js';
import { TooManyRequests, Unavailable } from '../domain/domain-error.js';
import { Metrics } from '../health/metrics.js';
import { limitHits } from './limit-hits.js';

/** How many such acts one person may request at once: one runs, the others wait. A page of reports needs four. */
export const PLACES_PER_PERSON = 6;
/** How many such acts run at once in this process. More would take processor time and connections from short requests. */
const MOST_AT_ONCE = 2;
/** The share of the pool's connections that these acts may hold; each holds at most one. */
const SHARE_OF_POOL = 1 / 4;
const MOST_WAITING = 60;
const LONGEST_WAIT_MS = 20_000;
const LIMIT = { name: 'expensive', most: PLACES_PER_PERSON, windowSeconds: 2 };

/** A person's place in the queue, from the request of an act until its end. */
export interface Place {
  /** Waits until the act may run. @throws Unavailable if too many wait, or for too long; `CallerLeft` */
  turn(): Promise<void>;
  /** The act has ended or failed: the next one may run. */
  finished(): void;
  /** The caller has the answer, or has left. */
  left(): void;
}

/** The client has left, so the act need not begin. */
export class CallerLeft extends Error {}

interface Waiting {
  readonly who: string;
  begin(): void;
}

/**
 * A queue for expensive acts. Each person has a few places in it and one running act, so that nobody's large requests delay
 * other people's; and few acts run at once, so that they do not delay short requests.
 */
@Injectable()
export class ExpensiveActs {
  readonly #atOnce: number;
  readonly #hits: Counter<'limit'>;
  readonly #places = new Map<string, number>();
  readonly #running = new Map<string, number>();
  #waiting: Waiting[] = [];

  constructor({ values }: Config, metrics: Metrics) {
    this.#hits = limitHits(metrics);
    this.#atOnce = Math.max(1, Math.min(MOST_AT_ONCE, Math.floor(values.DATABASE_POOL_SIZE * SHARE_OF_POOL)));
  }

  /** @param who the id of the person. @throws TooManyRequests if the person has no place left */
  take(who: string): Place {
    const taken = this.#places.get(who) ?? 0;
    if (taken >= PLACES_PER_PERSON) {
      this.#hits.inc({ limit: LIMIT.name });
      throw new TooManyRequests(LIMIT.windowSeconds, LIMIT);
    }
    this.#places.set(who, taken + 1);
    return this.#place(who);
  }

  #place(who: string): Place {
    let state: 'taken' | 'waiting' | 'running' | 'over' = 'taken';
    let hasLeft = false;
    let leaveLine: (() => void) | undefined;
    const free = () => {
      if (state === 'over' && hasLeft) decrement(this.#places, who);
    };
    const finished = () => {
      if (state !== 'running') return;
      state = 'over';
      decrement(this.#running, who);
      this.#beginNext();
      free();
    };
    return {
      turn: async () => {
        state = 'waiting';
        try {
          await this.#turn(who, (leave) => (leaveLine = leave));
          state = 'running';
        } catch (error) {
          state = 'over';
          free();
          throw error;
        }
        if (!hasLeft) return;
        finished();
        throw new CallerLeft();
      },
      finished,
      left: () => {
        if (hasLeft) return;
        hasLeft = true;
        if (state === 'taken') state = 'over';
        leaveLine?.();
        free();
      },
    };
  }

  #turn(who: string, onLeave: (leave: () => void) => void): Promise<void> {
    if (this.#mayRun(who)) {
      increment(this.#running, who);
      return Promise.resolve();
    }
    if (this.#waiting.length >= MOST_WAITING) {
      return Promise.reject(new Unavailable('Too many large requests are waiting at this moment.'));
    }
    return new Promise((resolve, reject) => {
      const giveUp = (why: Error) => {
        clearTimeout(timer);
        this.#waiting = this.#waiting.filter((one) => one !== waiting);
        reject(why);
      };
      const waiting: Waiting = {
        who,
        begin: () => {
          clearTimeout(timer);
          onLeave(() => undefined);
          resolve();
        },
      };
      const timer = setTimeout(() => giveUp(new Unavailable('Large requests take too long now.')), LONGEST_WAIT_MS);
      timer.unref();
      this.#waiting.push(waiting);
      onLeave(() => giveUp(new CallerLeft()));
    });
  }

  #mayRun(who: string): boolean {
    let all = 0;
    for (const count of this.#running.values()) all += count;
    return all < this.#atOnce && !this.#running.has(who);
  }

  /** Begins the first act in the queue whose person has no other act running. */
  #beginNext(): void {
    for (const next of [...this.#waiting]) {
      if (!this.#mayRun(next.who)) continue;
      this.#waiting = this.#waiting.filter((one) => one !== next);
      increment(this.#running, next.who);
      next.begin();
    }
  }
}

const increment = (counts: Map<string, number>, key: string): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};

const decrement = (counts: Map<string, number>, key: string): void => {
  const left = (counts.get(key) ?? 0) - 1;
  if (left > 0) counts.set(key, left);
  else counts.delete(key);
};
