import { Injectable } from '@nestjs/common';
import type { Counter, Histogram } from 'prom-client';
import { Database } from '../../platform/database/database.js';
import { SYSTEM } from '../../platform/domain/performer.js';
import { Metrics } from '../../platform/health/metrics.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { type ClaimedMail, IN_DOUBT, MOST_DOUBTS, NoLongerOurs } from '../domain/mail.js';
import { GIVE_UP_HOURS } from '../domain/retry.js';
import type { QueuedRow } from '../../platform/queue/bell.js';

/** Longer than the longest attempt, with its bookkeeping. */
const LEASE_SECONDS = 60;

/** Stores the attempt before anything is sent, so that an attempt which died is known to have happened. */
const CLAIM = `
  UPDATE notifications.mails
     SET attempts = attempts + 1, due_at = now() + interval '${LEASE_SECONDS} seconds'
   WHERE id = $1 AND state = 'queued' AND due_at <= now()
  RETURNING id, user_id AS "userId", template, kind, calendar, to_address AS "toAddress", to_name AS "toName", subject, model,
            sealed_secret AS "sealedSecret", message_id AS "messageId", attempts, created_at AS "createdAt"`;
const IN_DOUBT_FOR_GOOD = `
  UPDATE notifications.mails SET state = 'failed', sealed_secret = NULL, last_error = $2
   WHERE id = $1 AND state = 'queued' AND due_at <= now() AND doubts >= ${MOST_DOUBTS}
  RETURNING 1`;
const DOUBT = `
  UPDATE notifications.mails SET doubts = doubts + 1 WHERE id = $1 AND state = 'queued' AND attempts = $2
  RETURNING doubts`;
const SENT = `
  UPDATE notifications.mails SET state = 'sent', sent_at = now(), sealed_secret = NULL, last_error = NULL
   WHERE id = $1 AND state <> 'sent'
  RETURNING extract(epoch FROM now() - queued_at)::float AS seconds`;
/** Only while the attempt still holds the mail: a worker whose lease has expired must not change the row. */
const FAILED = `
  UPDATE notifications.mails SET state = 'failed', sealed_secret = NULL, last_error = $3
   WHERE id = $1 AND state = 'queued' AND attempts = $2`;
const GIVEN_UP = `${FAILED} AND queued_at < now() - interval '${GIVE_UP_HOURS} hours' RETURNING 1`;
const PUT_BACK = `
  UPDATE notifications.mails
     SET due_at = now() + make_interval(secs => $4::float), last_error = $3, doubts = doubts - $5::int
   WHERE id = $1 AND state = 'queued' AND attempts = $2`;
const BACKLOG = `
  SELECT queued.*, failed.*, overdue.*
    FROM (SELECT count(*)::int AS queued, coalesce(extract(epoch FROM now() - min(queued_at)), 0)::float AS oldest
            FROM notifications.mails WHERE state = 'queued') queued,
         (SELECT count(*)::int AS failed FROM notifications.mails WHERE state = 'failed') failed,
         (SELECT coalesce(extract(epoch FROM now() - min(due_at)), 0)::float AS overdue
            FROM notifications.mails WHERE state = 'queued' AND due_at <= now()) overdue`;
const DUE = `
  SELECT id, attempts FROM notifications.mails WHERE state = 'queued' AND due_at <= now() ORDER BY due_at LIMIT $1`;

/** The rows of emails. Only the database's clock decides what is due. */
@Injectable()
export class MailStore {
  readonly #attempts: Counter<'outcome'>;
  readonly #delay: Histogram;

  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    metrics: Metrics,
  ) {
    this.#attempts = metrics.counter(
      'motorpool_email_attempts_total',
      'Attempts to send an email, by outcome: sent, retried or failed.',
      ['outcome'],
    );
    this.#delay = metrics.histogram(
      'motorpool_email_delay_seconds',
      'Time from queuing an email until the mail server accepted it.',
      [],
      [0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 3600, 21_600],
    );
    this.#tellBacklog(metrics);
  }

  /** Begins an attempt, unless the mail is finished, not due, or claimed by another worker. */
  claim(id: string): Promise<ClaimedMail | undefined> {
    return this.work.run(SYSTEM, async (tx) => {
      // In one round trip: the second statement does not find what the first one has ended.
      const [done, [claimed]] = await Promise.all([
        tx.query(IN_DOUBT_FOR_GOOD, [id, IN_DOUBT]),
        tx.query<ClaimedMail>(CLAIM, [id]),
      ]);
      if (done.length > 0) this.#attempts.inc({ outcome: 'failed' });
      return claimed;
    });
  }

  /**
   * Stores that the email may arrive, just before its end is sent. A worker that was frozen or cut off for longer than an
   * attempt may last finds out here that another worker has the email.
   *
   * @returns how often it may have arrived
   * @throws NoLongerOurs
   */
  async markDoubt({ id, attempts }: ClaimedMail): Promise<number> {
    const [row] = await this.work.run(SYSTEM, (tx) => tx.query<{ doubts: number }>(DOUBT, [id, attempts]));
    if (!row) throw new NoLongerOurs('Another process is sending this email.');
    return row.doubts;
  }

  async markSent({ id }: ClaimedMail): Promise<void> {
    const sent = await this.work.run(SYSTEM, (tx) => tx.query<{ seconds: number }>(SENT, [id]));
    for (const { seconds } of sent) {
      this.#attempts.inc({ outcome: 'sent' });
      this.#delay.observe(Math.max(seconds, 0));
    }
  }

  async markFailed({ id, attempts }: ClaimedMail, error: string): Promise<void> {
    await this.work.run(SYSTEM, (tx) => tx.query(FAILED, [id, attempts, error]));
    this.#attempts.inc({ outcome: 'failed' });
  }

  /**
   * Schedules another attempt after a pause, or gives up after 48 hours.
   *
   * @param refuted how many of its doubts are resolved: the server said that it did not take the email
   * @returns whether it has given up
   */
  async putBack({ id, attempts }: ClaimedMail, error: string, pauseSeconds: number, refuted = 0): Promise<boolean> {
    const isGivenUp = await this.work.run(SYSTEM, async (tx) => {
      const givenUp = await tx.query(GIVEN_UP, [id, attempts, error]);
      if (givenUp.length > 0) return true;
      await tx.query(PUT_BACK, [id, attempts, error, pauseSeconds, refuted]);
      return false;
    });
    this.#attempts.inc({ outcome: isGivenUp ? 'failed' : 'retried' });
    return isGivenUp;
  }

  /** What could be sent now, longest due first. */
  due(limit: number): Promise<QueuedRow[]> {
    return this.database.query<QueuedRow>(DUE, [limit]);
  }

  #tellBacklog(metrics: Metrics): void {
    const emails = metrics.gauge(
      'motorpool_emails',
      'Emails that are waiting to be sent (queued) or failed permanently (failed).',
      ['state'],
    );
    const oldest = metrics.gauge('motorpool_emails_oldest_queued_seconds', 'Age of the oldest email that is waiting.');
    const overdue = metrics.gauge('motorpool_emails_overdue_seconds', 'How long the next attempt is overdue.');
    metrics.reading('emails', [emails, oldest, overdue], async () => {
      const backlog = await this.database.one<Record<'queued' | 'failed' | 'oldest' | 'overdue', number>>(BACKLOG);
      emails.set({ state: 'queued' }, backlog!.queued);
      emails.set({ state: 'failed' }, backlog!.failed);
      oldest.set(backlog!.oldest);
      overdue.set(backlog!.overdue);
    });
  }
}
