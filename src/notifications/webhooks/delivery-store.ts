import { Injectable } from '@nestjs/common';
import type { Counter, Histogram } from 'prom-client';
import { Database } from '../../platform/database/database.js';
import { SYSTEM } from '../../platform/domain/performer.js';
import { Metrics } from '../../platform/health/metrics.js';
import type { QueuedRow } from '../../platform/queue/bell.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import type { AttemptResult, ClaimedDelivery } from '../domain/webhook-delivery.js';

/** Longer than the longest attempt takes, with its bookkeeping. */
const LEASE_SECONDS = 30;
/** How many calls to one receiver may run at once, so that a slow receiver does not block the others. */
const AT_ONCE = 3;
const BUSY_SECONDS = 2;
const KEEP_DAYS = 30;

/** Claims for one webhook take turns, so that two do not both take the last place. */
const LOCK_WEBHOOK = `
  SELECT w.id FROM notifications.webhooks w JOIN notifications.webhook_deliveries d ON d.webhook_id = w.id
   WHERE d.id = $1 FOR UPDATE OF w`;
const CLAIM = `
  UPDATE notifications.webhook_deliveries d
     SET attempts = attempts + 1, tries = tries + 1, attempted_at = now(),
         due_at = now() + interval '${LEASE_SECONDS} seconds', held_until = now() + interval '${LEASE_SECONDS} seconds'
    FROM notifications.webhooks w
   WHERE d.id = $1 AND w.id = d.webhook_id AND w.state = 'active' AND d.state = 'pending' AND d.due_at <= now()
     AND (SELECT count(*) FROM notifications.webhook_deliveries o
           WHERE o.webhook_id = w.id AND o.state = 'pending' AND o.held_until > now()) < ${AT_ONCE}
  RETURNING d.id, w.url, w.sealed_secret AS "sealedSecret", d.event_id AS "eventId", d.body, d.attempts, d.tries`;
const LATER = `
  UPDATE notifications.webhook_deliveries SET due_at = now() + interval '${BUSY_SECONDS} seconds'
   WHERE id = $1 AND state = 'pending' AND due_at <= now()`;
const SETTLE = `
  UPDATE notifications.webhook_deliveries
     SET state = $3, status = $4, duration_ms = $5, error = $6, held_until = '-infinity',
         due_at = now() + make_interval(secs => $7::float)
   WHERE id = $1 AND state = 'pending' AND attempts = $2
  RETURNING extract(epoch FROM now() - created_at)::float AS seconds`;
const BACKLOG = `
  SELECT count(*)::int AS pending, coalesce(extract(epoch FROM now() - min(due_at)), 0)::float AS overdue
    FROM notifications.webhook_deliveries WHERE state = 'pending'`;
const FORGET = `
  DELETE FROM notifications.webhook_deliveries
   WHERE state <> 'pending' AND created_at < now() - make_interval(days => $1)`;
/** A few deliveries of each receiver, so that one with thousands waiting does not fill the batch. */
const DUE = `
  SELECT d.id, d.attempts
    FROM notifications.webhooks w,
         LATERAL (SELECT id, attempts, due_at FROM notifications.webhook_deliveries
                   WHERE webhook_id = w.id AND state = 'pending' AND due_at <= now()
                   ORDER BY due_at LIMIT ${2 * AT_ONCE}) d
   WHERE w.state = 'active'
   ORDER BY d.due_at LIMIT $1`;

/** The rows of deliveries. Only the database's clock decides what is due. */
@Injectable()
export class DeliveryStore {
  readonly #attempts: Counter<'outcome'>;
  readonly #delay: Histogram;

  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    metrics: Metrics,
  ) {
    this.#attempts = metrics.counter(
      'motorpool_webhook_attempts_total',
      'Webhook calls, by outcome: delivered, retried or dead.',
      ['outcome'],
    );
    this.#delay = metrics.histogram(
      'motorpool_webhook_delay_seconds',
      'Time from creating a webhook delivery until its receiver accepted it.',
      [],
      [0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 3600, 21_600],
    );
    this.#tellBacklog(metrics);
  }

  /**
   * Begins an attempt, unless the delivery is finished, not due, claimed by another worker, or too many calls to its receiver
   * are running.
   */
  claim(id: string): Promise<ClaimedDelivery | undefined> {
    return this.work.run(SYSTEM, async (tx) => {
      await tx.query(LOCK_WEBHOOK, [id]);
      const [claimed] = await tx.query<ClaimedDelivery>(CLAIM, [id]);
      if (!claimed) await tx.query(LATER, [id]);
      return claimed;
    });
  }

  /** @param pauseSeconds until the next attempt, or null if there is none */
  async settle(
    { id, attempts }: ClaimedDelivery,
    { status, durationMs, error }: AttemptResult,
    pauseSeconds: number | null,
  ): Promise<void> {
    const state = error === null ? 'delivered' : pauseSeconds === null ? 'dead' : 'pending';
    const values = [id, attempts, state, status, durationMs, error, pauseSeconds ?? 0];
    const settled = await this.work.run(SYSTEM, (tx) => tx.query<{ seconds: number }>(SETTLE, values));
    for (const { seconds } of settled) {
      this.#attempts.inc({ outcome: state === 'pending' ? 'retried' : state });
      if (state === 'delivered') this.#delay.observe(Math.max(seconds, 0));
    }
  }

  due(limit: number): Promise<QueuedRow[]> {
    return this.database.query<QueuedRow>(DUE, [limit]);
  }

  /** Deletes deliveries that ended long ago. */
  async prune(): Promise<void> {
    await this.work.run(SYSTEM, (tx) => tx.query(FORGET, [KEEP_DAYS]));
  }

  #tellBacklog(metrics: Metrics): void {
    const pending = metrics.gauge('motorpool_webhooks_pending', 'Webhook deliveries that are waiting.');
    const overdue = metrics.gauge('motorpool_webhooks_overdue_seconds', 'How long the next webhook call is overdue.');
    metrics.reading('webhooks', [pending, overdue], async () => {
      const backlog = (await this.database.one<{ pending: number; overdue: number }>(BACKLOG))!;
      pending.set(backlog.pending);
      overdue.set(Math.max(backlog.overdue, 0));
    });
  }
}
