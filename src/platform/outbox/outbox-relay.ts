import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { Sweeps } from '../schedule/sweeps.js';
import { keepErasureWaiting } from '../work/erasure.js';
import type { Delivery } from '../work/listeners.js';
import { SYSTEM } from '../domain/performer.js';
import type { Tx } from '../work/tx.js';
import { UnitOfWork } from '../work/unit-of-work.js';
import { chainsOf } from './chains.js';
import { Marks } from './marks.js';
import { OutboxBell } from './outbox-bell.js';
import { OutboxStore } from './outbox-store.js';
import type { StoredEvent } from './stored-event.js';

/** How many transactions run at once; each takes one of the pool's connections. */
const LANES = 4;
/** How many chains are worth a transaction of their own. */
const LANE_LENGTH = 12;
const EVERY_MS = 1_000;
const SOME_DUE = `EXISTS (SELECT FROM platform.outbox WHERE state = 'pending' AND due_at <= now())`;
const MAX_ATTEMPTS = 15;

/**
 * Delivers committed events to `@On` listeners, at least once. It claims a batch, passes the events to the listeners, many in
 * one transaction, and settles those that every listener has handled. Any number of processes may run one: what is about the
 * same thing is delivered in order by all of them together (ADR 2).
 * The bell wakes it; a sweep finds retries, and events whose bell was lost.
 */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger('OutboxRelay');
  #running: Promise<void> | undefined;
  #again = false;
  #stopped = false;

  constructor(
    private readonly store: OutboxStore,
    private readonly emitter: EventEmitter2,
    private readonly work: UnitOfWork,
    private readonly bell: OutboxBell,
    sweeps: Sweeps,
  ) {
    sweeps.add('OutboxRelay', EVERY_MS, () => this.#run(), SOME_DUE);
  }

  onApplicationBootstrap(): void {
    this.bell.onRing(() => void this.#run());
  }

  async onApplicationShutdown(): Promise<void> {
    this.#stopped = true;
    await this.bell.stop();
    await this.#running;
  }

  /** Resolves when nothing is left to claim, or when PostgreSQL fails. */
  async #run(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return this.#running;
    }
    return (this.#running = this.#drainAgain());
  }

  async #drainAgain(): Promise<void> {
    do {
      this.#again = false;
      await this.#drain();
    } while (this.#again && !this.#stopped);
    this.#running = undefined;
  }

  async #drain(): Promise<void> {
    try {
      while (!this.#stopped) {
        const events = await this.store.claim();
        if (events.length === 0) break;
        const settled = await this.#deliverAll(events);
        if (settled.length > 0) await this.store.settle(settled);
        this.#logger.debug({ events: settled.length }, 'events delivered');
      }
    } catch (error) {
      this.#logger.warn(`paused until the next poll: ${(error as Error).message}`);
    }
  }

  /** Delivers in a few transactions at once. @returns the events that every listener has handled */
  async #deliverAll(events: readonly StoredEvent[]): Promise<StoredEvent[]> {
    const chains = chainsOf(events);
    const count = Math.min(LANES, Math.ceil(chains.length / LANE_LENGTH));
    const lanes = Array.from({ length: count }, (_, lane) => chains.filter((_chain, index) => index % count === lane));
    return (await Promise.all(lanes.map((lane) => this.#deliverLane(lane)))).flat();
  }

  /**
   * Delivers several chains in one transaction, which share round trips and a commit. If a listener fails, it is rolled back
   * and each event is delivered separately, so that one bad event does not block the others.
   */
  async #deliverLane(chains: readonly StoredEvent[][]): Promise<StoredEvent[]> {
    const events = chains.flat();
    if (events.length > 1) {
      try {
        await this.work.run(SYSTEM, (tx) => this.#deliverTogether(tx, chains));
        return events;
      } catch (error) {
        this.#logger.debug({ err: error as Error, events: events.length }, 'delivered one by one');
      }
    }
    const settled: StoredEvent[] = [];
    for (const event of events) if (await this.#deliver(event)) settled.push(event);
    return settled;
  }

  /** Chains in parallel; the events of one chain in order. */
  async #deliverTogether(tx: Tx, chains: readonly StoredEvent[][]): Promise<void> {
    const marks = new Marks(tx);
    const deliver = async (chain: readonly StoredEvent[]) => {
      for (const event of chain) {
        const once: Delivery['once'] = async (listener, work) => {
          if (await marks.isFirst(event.id, listener)) await work(tx);
        };
        await this.emitter.emitAsync(event.type, { stored: event, once } satisfies Delivery);
      }
    };
    await Promise.all([keepErasureWaiting(tx), ...chains.map(deliver)]);
  }

  async #deliver(event: StoredEvent): Promise<boolean> {
    const once: Delivery['once'] = (listener, work) =>
      this.work.run(SYSTEM, async (tx) => {
        const [isFirst] = await Promise.all([new Marks(tx).isFirst(event.id, listener), keepErasureWaiting(tx)]);
        if (isFirst) await work(tx);
      });
    try {
      await this.emitter.emitAsync(event.type, { stored: event, once } satisfies Delivery);
      return true;
    } catch (error) {
      const dead = event.attempts >= MAX_ATTEMPTS;
      const pause = dead ? null : Math.min(2 ** (event.attempts - 1), 600);
      this.#logger.error({ err: error, event: event.id, type: event.type, dead }, 'a listener failed');
      await this.store.putBack(event.id, String((error as Error).stack ?? error), pause);
      return false;
    }
  }
}
