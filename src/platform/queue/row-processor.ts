import { setTimeout as pause } from 'node:timers/promises';
import { OnWorkerEvent, WorkerHost } from '@nestjs/bullmq';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { type Job, Worker, type WorkerOptions } from 'bullmq';
import { Readiness } from '../health/readiness.js';
import type { RowJob } from './bell.js';
import { started } from './started.js';
import { ThrottledWarning } from './throttled-warning.js';
import { within } from '../within.js';

const FINISH_MS = 6_000;
const BREAK_OFF_MS = 1_500;
/** For the queue to hear of the last jobs. One that it does not hear of runs again, and finds nothing to do. */
const SETTLE_MS = 100;
const REST_MS = 1_000;

/**
 * The short locks give back soon what a killed worker held; that a row is not begun twice is the row's affair. It begins
 * when its connection is known to be good, and not by itself: BullMQ on PostgreSQL would spin on one that never was.
 */
export const rowWorker = (concurrency: number): Omit<WorkerOptions, 'connection'> => ({
  concurrency,
  autorun: false,
  lockDuration: 30_000,
  stalledInterval: 15_000,
  maxStalledCount: 10,
  // Longest to wait for a ring that was lost: one that is heard ends the wait at once.
  drainDelay: 10,
  runRetryDelay: REST_MS,
});

/** Takes rows off a queue. A job is only a bell, so it never fails for the row's sake: the row says how it went. */
export abstract class RowProcessor extends WorkerHost implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #warning = new ThrottledWarning(this.constructor.name);
  readonly #running = new Set<Promise<void>>();
  #resting: NodeJS.Timeout | undefined;
  #leaving = false;
  /** In the place of one that did not start. */
  #remade: Worker<RowJob> | undefined;

  /** @param onPostgres whether the queue is in PostgreSQL, which BullMQ asks again at once where Redis has a pause */
  constructor(
    private readonly onPostgres: boolean,
    readiness: Readiness,
  ) {
    super();
    // While Redis is away requests are served all the same: mail waits in its rows.
    readiness.watch('queue', onPostgres ? 'all' : 'workers', () => this.#isAlive());
  }

  /** One attempt at one row. */
  protected abstract attempt(id: string): Promise<void>;
  /** Ends what is being attempted, so that another process has it. */
  protected abstract breakOff(): void;

  /** @throws CannotStart where PostgreSQL does not answer: a process that cannot begin ends, and is started again */
  async onApplicationBootstrap(): Promise<void> {
    if (this.onPostgres) {
      const first: Worker<RowJob> = this.worker;
      const ready = await started(first, () => this.#remake(first));
      if (ready !== first) this.#remade = ready;
      this.#run();
      return;
    }
    // A Redis that is away is waited for, however long it takes; meanwhile the rest of the process does its work.
    this.worker
      .waitUntilReady()
      .then(() => this.#run())
      .catch((error: Error) => this.onError(error));
  }

  /** The one that takes rows: the one that Nest made, or what was made in its place. */
  get #current(): Worker<RowJob> {
    return this.#remade ?? this.worker;
  }

  async #isAlive(): Promise<boolean> {
    if (this.#leaving || this.#resting !== undefined) return true;
    // Redis is asked something small: a worker keeps running without Redis. PostgreSQL is checked separately.
    if (!this.onPostgres) await this.#current.getBackend().isMaxed();
    return this.#current.isRunning();
  }

  #remake({ name, opts }: Worker<RowJob>): Worker<RowJob> {
    const worker = new Worker<RowJob>(name, (job) => this.process(job), opts);
    worker.on('error', (error) => this.onError(error));
    worker.on('failed', (job, error) => this.onFailed(job, error));
    return worker;
  }

  async process({ data }: Job<RowJob>): Promise<void> {
    const attempt = this.attempt(data.id);
    this.#running.add(attempt);
    try {
      await attempt;
    } finally {
      this.#running.delete(attempt);
    }
  }

  @OnWorkerEvent('error')
  onError(error: Error): void {
    this.#warning.warn(error.message);
    if (this.onPostgres) this.#rest();
  }

  /** A job fails where PostgreSQL is away; the sweeper brings the row back. */
  @OnWorkerEvent('failed')
  onFailed(_job: Job<RowJob> | undefined, error: Error): void {
    this.#warning.warn(`an attempt failed unexpectedly: ${error.message}`);
  }

  /**
   * What is being attempted is finished, or broken off in time to be put back. The worker's own goodbye is forced: an
   * orderly one never ends while Redis is away.
   */
  async beforeApplicationShutdown(): Promise<void> {
    this.#leaving = true;
    clearTimeout(this.#resting);
    await this.#current.pause(true);
    if (!(await this.#ended(FINISH_MS))) {
      this.breakOff();
      await this.#ended(BREAK_OFF_MS);
    }
    await pause(SETTLE_MS);
    void this.#current
      .getBackend()
      .disconnectBlocking(false)
      .catch(() => undefined);
    await this.#current.close(true);
  }

  #run(): void {
    if (this.#leaving || this.#current.isRunning()) return;
    this.#current.run().catch((error: Error) => this.onError(error));
  }

  /** After an error nothing is asked for a second: PostgreSQL that is away must not be asked in a circle. */
  #rest(): void {
    if (this.#resting || this.#leaving) return;
    void this.#current.pause(true).catch(() => undefined);
    this.#resting = setTimeout(() => {
      this.#resting = undefined;
      if (!this.#leaving) void this.#current.resume();
    }, REST_MS);
  }

  /** Whether every attempt that runs ends in that time. */
  #ended(ms: number): Promise<boolean> {
    return within(ms, Promise.allSettled(this.#running)).then(
      () => true,
      () => false,
    );
  }
}
