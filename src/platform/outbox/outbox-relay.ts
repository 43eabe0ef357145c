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
import { OutboxStore, type StoredEvent } from './outbox-store.js';

const BATCH = 200;
/** Transactions at a time; of the pool's connections each takes one. */
const LANES = 4;
/** Chains that are worth a transaction of their own. */
const LANE_LENGTH = 12;
const EVERY_MS = 1_000;
const SOME_DUE = `EXISTS (SELECT FROM platform.outbox WHERE state = 'pending' AND due_at <= now())`;
const MAX_ATTEMPTS = 15;

/**
 * Delivers committed events to `@On` listeners, at least once: claims a batch with SKIP LOCKED, hands the events to the
 * emitter, many in one transaction, and settles what every listener has handled. Any number of processes may run one. It is
 * woken by the bell; a sweep finds what is to be tried again, and what nobody rang for.
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

  /** Resolves when nothing is left that is due. */
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
      for (let full = true; full && !this.#stopped;) {
        const events = await this.store.claim(BATCH);
        full = events.length === BATCH;
        const settled = await this.#deliverAll(events);
        if (settled.length === 0) continue;
        await this.store.settle(settled);
        this.#logger.debug({ events: settled.length }, 'events delivered');
      }
    } catch (error) {
      this.#logger.warn(`paused until the next poll: ${(error as Error).message}`);
    }
  }

  /** A few transactions at a time. @returns those that every listener has handled */
  async #deliverAll(events: readonly StoredEvent[]): Promise<StoredEvent[]> {
    const chains = chainsOf(events);
    const count = Math.min(LANES, Math.ceil(chains.length / LANE_LENGTH));
    const lanes = Array.from({ length: count }, (_, lane) => chains.filter((_chain, index) => index % count === lane));
    return (await Promise.all(lanes.map((lane) => this.#deliverLane(lane)))).flat();
  }

  /**
   * In one transaction, so that they share packets and a commit. Where a listener fails nothing of it stands, and each event
   * is delivered by itself: then one that cannot be delivered keeps no other back.
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

  /** The chains side by side, what is about one thing in its order. */
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
