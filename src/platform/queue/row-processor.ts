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
/**
 * Time for the queue to learn about the last jobs. A job that it does not learn about runs again, and finds nothing to do.
 */
const SETTLE_MS = 100;
const REST_MS = 1_000;

/**
 * Short locks, so that the jobs of a killed worker are soon available; the row prevents double work. It does not start by
 * itself, only once its connection works: BullMQ on PostgreSQL would loop on one that never did.
 */
export const rowWorker = (concurrency: number): Omit<WorkerOptions, 'connection'> => ({
  concurrency,
  autorun: false,
  lockDuration: 30_000,
  stalledInterval: 15_000,
  maxStalledCount: 10,
  // The longest wait for a job whose notification was lost.
  drainDelay: 10,
  runRetryDelay: REST_MS,
});

/** Processes rows from a queue. A job only names a row and never fails because of it: the row stores the result. */
export abstract class RowProcessor extends WorkerHost implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #warning = new ThrottledWarning(this.constructor.name);
  readonly #running = new Set<Promise<void>>();
  #resting: NodeJS.Timeout | undefined;
  #leaving = false;
  /** The replacement for a worker that did not start. */
  #remade: Worker<RowJob> | undefined;

  /**
   * @param onPostgres whether the queue is in PostgreSQL: after an error, BullMQ asks it again at once, while it pauses with
   *   Redis
   */
  constructor(
    private readonly onPostgres: boolean,
    readiness: Readiness,
  ) {
    super();
    // While Redis is unreachable, requests are still served: mail waits in its rows.
    readiness.watch('queue', onPostgres ? 'all' : 'workers', () => this.#isAlive());
  }

  /** One attempt at one row. */
  protected abstract attempt(id: string): Promise<void>;
  /** Aborts the running attempts, so that another process can take them. */
  protected abstract breakOff(): void;

  /** @throws CannotStart if PostgreSQL does not answer: the process ends, and is started again */
  async onApplicationBootstrap(): Promise<void> {
    if (this.onPostgres) {
      const first: Worker<RowJob> = this.worker;
      const ready = await started(first, () => this.#remake(first));
      if (ready !== first) this.#remade = ready;
      this.#run();
      return;
    }
    // Waits for Redis as long as it takes; the rest of the process works meanwhile.
    this.worker
      .waitUntilReady()
      .then(() => this.#run())
      .catch((error: Error) => this.onError(error));
  }

  /** The running worker: Nest's own, or its replacement. */
  get #current(): Worker<RowJob> {
    return this.#remade ?? this.worker;
  }

  async #isAlive(): Promise<boolean> {
    if (this.#leaving || this.#resting !== undefined) return true;
    // Sends Redis a small request: a worker runs on without Redis. PostgreSQL is checked separately.
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

  /** A job fails only if PostgreSQL is unreachable; the sweeper adds the row again. */
  @OnWorkerEvent('failed')
  onFailed(_job: Job<RowJob> | undefined, error: Error): void {
    this.#warning.warn(`an attempt failed unexpectedly: ${error.message}`);
  }

  /**
   * Finishes the running attempts, or aborts them in time to put the rows back. Closes the worker by force, because an
   * orderly close never ends while Redis is unreachable.
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

  /** Pauses for a second after an error, so as not to ask an unreachable PostgreSQL in a loop. */
  #rest(): void {
    if (this.#resting || this.#leaving) return;
    void this.#current.pause(true).catch(() => undefined);
    this.#resting = setTimeout(() => {
      this.#resting = undefined;
      if (!this.#leaving) void this.#current.resume();
    }, REST_MS);
  }

  /** Whether all running attempts end within this time. */
  #ended(ms: number): Promise<boolean> {
    return within(ms, Promise.allSettled(this.#running)).then(
      () => true,
      () => false,
    );
  }
}
