import { setTimeout as pause } from 'node:timers/promises';
import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import type { Job } from 'bullmq';
import { ThrottledWarning } from '../../platform/queue/throttled-warning.js';
import { within } from '../../platform/queue/within.js';
import { SendMail } from '../use-cases/send-mail.js';
import { MAIL_QUEUE, type MailJob } from './mail-queue.js';
import { Smtp, SMTP_CONNECTIONS } from './smtp.js';

const FINISH_MS = 6_000;
const BREAK_OFF_MS = 1_500;
/** For the queue to hear of the last jobs. One that it does not hear of runs again, and finds nothing to do. */
const SETTLE_MS = 100;

/**
 * Takes mails off the queue. A job is only a bell, so it never fails for the mail's sake: the row says how it went. The
 * short locks give back soon what a killed worker held; that the mail is not begun twice is the row's affair.
 */
@Processor(MAIL_QUEUE, {
  concurrency: SMTP_CONNECTIONS,
  lockDuration: 30_000,
  stalledInterval: 15_000,
  maxStalledCount: 10,
  runRetryDelay: 1_000,
})
export class SendEmailProcessor extends WorkerHost implements BeforeApplicationShutdown {
  readonly #warning = new ThrottledWarning('MailWorker');
  readonly #running = new Set<Promise<void>>();

  constructor(
    private readonly sendMail: SendMail,
    private readonly smtp: Smtp,
  ) {
    super();
  }

  async process({ data }: Job<MailJob>): Promise<void> {
    const attempt = this.sendMail.run(data.mailId);
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
  }

  /** A job fails where PostgreSQL is away; the sweeper brings the mail back. */
  @OnWorkerEvent('failed')
  onFailed(_job: Job<MailJob> | undefined, error: Error): void {
    this.#warning.warn(`an attempt broke off: ${error.message}`);
  }

  /**
   * What is being sent is finished, or broken off in time to be put back. The worker's own goodbye is forced: an orderly
   * one never ends while Redis is away.
   */
  async beforeApplicationShutdown(): Promise<void> {
    await this.worker.pause(true);
    if (!(await this.#ended(FINISH_MS))) {
      this.smtp.breakOff();
      await this.#ended(BREAK_OFF_MS);
    }
    await pause(SETTLE_MS);
    void this.worker
      .getBackend()
      .disconnectBlocking(false)
      .catch(() => undefined);
    await this.worker.close(true);
  }

  /** Whether every attempt that runs ends in that time. */
  #ended(ms: number): Promise<boolean> {
    return within(ms, Promise.allSettled(this.#running)).then(
      () => true,
      () => false,
    );
  }
}
