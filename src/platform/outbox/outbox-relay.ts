import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { Sweeps } from '../schedule/sweeps.js';
import { keepErasureWaiting } from '../work/erasure.js';
import type { Delivery } from '../work/listeners.js';
import { SYSTEM } from '../domain/performer.js';
import type { Tx } from '../work/tx.js';
import { UnitOfWork } from '../work/unit-of-work.js';
import { chainsOf } from './chains.js';
import { OutboxBell } from './outbox-bell.js';
import { OutboxStore, type StoredEvent } from './outbox-store.js';

const BATCH = 50;
/** Of the pool's connections each takes one. */
const LANES = 4;
const EVERY_MS = 1_000;
const SOME_DUE = `EXISTS (SELECT FROM platform.outbox WHERE state = 'pending' AND due_at <= now())`;
const MAX_ATTEMPTS = 15;

/**
 * Delivers committed events to `@On` listeners, at least once: claims a batch with SKIP LOCKED, hands each event to the
 * emitter, settles what every listener has handled. Any number of processes may run one. It is woken by the bell; a sweep
 * finds what is to be tried again, and what nobody rang for.
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

  /** A few chains at a time, what is about one thing in its order. @returns those that every listener has handled */
  async #deliverAll(events: readonly StoredEvent[]): Promise<StoredEvent[]> {
    const settled: StoredEvent[] = [];
    const chains = chainsOf(events);
    const lane = async () => {
      for (let chain = chains.shift(); chain; chain = chains.shift()) {
        for (const event of chain) if (await this.#deliver(event)) settled.push(event);
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    return settled;
  }

  async #deliver(event: StoredEvent): Promise<boolean> {
    const delivery: Delivery = {
      stored: event,
      once: (listener, work) => this.work.run(SYSTEM, (tx) => this.#markThen(tx, event, listener, work)),
    };
    try {
      await this.emitter.emitAsync(event.type, delivery);
      return true;
    } catch (error) {
      const dead = event.attempts >= MAX_ATTEMPTS;
      const pause = dead ? null : Math.min(2 ** (event.attempts - 1), 600);
      this.#logger.error({ err: error, event: event.id, type: event.type, dead }, 'a listener failed');
      await this.store.putBack(event.id, String((error as Error).stack ?? error), pause);
      return false;
    }
  }

  async #markThen(tx: Tx, event: StoredEvent, listener: string, work: (tx: Tx) => Promise<void>): Promise<void> {
    await keepErasureWaiting(tx);
    const fresh = await tx.query(
      'INSERT INTO platform.handled_events (event_id, listener) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING 1',
      [event.id, listener],
    );
    if (fresh.length > 0) await work(tx);
  }
}
