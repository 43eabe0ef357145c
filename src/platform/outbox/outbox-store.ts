import { Injectable } from '@nestjs/common';
import type { Counter, Histogram } from 'prom-client';
import { Database } from '../database/database.js';
import { DirectWrites } from '../database/direct-writes.js';
import { Metrics } from '../health/metrics.js';
import { taking } from '../work/locks.js';
import { type StoredEvent, SUBJECTS } from './stored-event.js';

/** How many are claimed at once. The statement holds the number itself: a plan for any number may read the whole table. */
const BATCH = 200;
/** How many of the oldest due events are considered for a batch. */
const LOOKED_AT = 2 * BATCH;
/** Listeners only write to PostgreSQL, in milliseconds. If two relays deliver an event, it is still handled once. */
const LEASE_SECONDS = 20;
/** Relays claim one at a time, so that each sees what the others have claimed. */
const CLAIMS = taking([['outbox', 'claims']]);
const SUBJECTS_OF_EVENT = `array_remove(ARRAY[${SUBJECTS.map((name) => `payload->>'${name}'`).join(', ')}], NULL)`;
/**
 * An event waits while another relay delivers one about the same thing, and while it would overtake one that waits: what is
 * blocked is found step by step, from event to event. One that failed blocks nothing, or a listener that cannot handle it would
 * keep all that follows from everybody. `statement_timestamp()`, unlike `now()`, is taken when the lock is held. Only ids are
 * returned: nobody else can claim until the answer is sent.
 */
const CLAIM = `
  WITH RECURSIVE busy AS (
    SELECT unnest(${SUBJECTS_OF_EVENT}) AS subject FROM platform.outbox
     WHERE state = 'pending' AND due_at > statement_timestamp()
       AND due_at <= statement_timestamp() + interval '${LEASE_SECONDS} seconds' AND attempts > 0 AND last_error IS NULL
  ), due AS (
    SELECT id, seq, ${SUBJECTS_OF_EVENT} AS subjects FROM platform.outbox
     WHERE state = 'pending' AND due_at <= statement_timestamp() ORDER BY due_at, seq LIMIT ${LOOKED_AT}
  ), about AS (
    SELECT id, unnest(subjects) AS subject FROM due
  ), blocked AS (
    SELECT subject FROM busy
    UNION
    SELECT other.subject FROM blocked JOIN about USING (subject) JOIN about other ON other.id = about.id
  ), free AS (
    SELECT id FROM due WHERE NOT subjects && ARRAY(SELECT subject FROM blocked) ORDER BY seq LIMIT ${BATCH}
  )
  UPDATE platform.outbox
     SET attempts = attempts + 1, due_at = statement_timestamp() + interval '${LEASE_SECONDS} seconds'
   WHERE id IN (SELECT id FROM platform.outbox
                 WHERE id IN (SELECT id FROM free) AND state = 'pending' AND due_at <= statement_timestamp()
                   FOR UPDATE SKIP LOCKED)
  RETURNING id`;
const CLAIMED = `
  SELECT id, type, payload, occurred_at AS "occurredAt", attempts FROM platform.outbox WHERE id = ANY($1::uuid[]) ORDER BY seq`;

const BACKLOG = `
  SELECT pending.*, dead.*
    FROM (SELECT count(*)::int AS pending, coalesce(extract(epoch FROM now() - min(occurred_at)), 0)::float AS age
            FROM platform.outbox WHERE state = 'pending') pending,
         (SELECT count(*)::int AS dead FROM platform.outbox WHERE state = 'dead') dead`;

/** The outbox table: claiming, settling, counting. */
@Injectable()
export class OutboxStore {
  readonly #attempts: Counter<'outcome'>;
  readonly #lag: Histogram;

  constructor(
    private readonly database: Database,
    private readonly writes: DirectWrites,
    metrics: Metrics,
  ) {
    this.#attempts = metrics.counter(
      'motorpool_outbox_attempts_total',
      'Attempts to deliver an event to its listeners, by outcome.',
      ['outcome'],
    );
    this.#lag = metrics.histogram(
      'motorpool_outbox_lag_seconds',
      'Time from an event until all of its listeners have handled it.',
      [],
      [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600],
    );
    this.#tellBacklog(metrics);
  }

  /**
   * Claims a batch of what is due, oldest first, and is not about what another relay is delivering. What a killed relay had
   * claimed is due again after 20 s.
   */
  async claim(): Promise<StoredEvent[]> {
    const claimed = await this.writes.write<{ id: string }>(CLAIM, [], CLAIMS);
    if (claimed.length === 0) return [];
    return this.database.query<StoredEvent>(CLAIMED, [claimed.map(({ id }) => id)]);
  }

  async settle(events: readonly StoredEvent[]): Promise<void> {
    await this.writes.write(
      `UPDATE platform.outbox SET state = 'done', settled_at = now(), last_error = NULL WHERE id = ANY($1::uuid[])`,
      [events.map(({ id }) => id)],
    );
    this.#attempts.inc({ outcome: 'delivered' }, events.length);
    for (const { occurredAt } of events) this.#lag.observe(Math.max(Date.now() - +occurredAt, 0) / 1_000);
  }

  /** Puts a failed event back, or marks it as dead after its last attempt; a dead one stays visible. */
  async putBack(id: string, error: string, pauseSeconds: number | null): Promise<void> {
    await this.writes.write(
      `UPDATE platform.outbox
          SET state = CASE WHEN $3::float IS NULL THEN 'dead' ELSE 'pending' END, last_error = $2,
              due_at = now() + make_interval(secs => coalesce($3::float, 0))
        WHERE id = $1`,
      [id, error.slice(0, 2000), pauseSeconds],
    );
    this.#attempts.inc({ outcome: pauseSeconds === null ? 'dead' : 'failed' });
  }

  #tellBacklog(metrics: Metrics): void {
    const events = metrics.gauge(
      'motorpool_outbox_events',
      'Events that are waiting for delivery (pending) or failed permanently (dead).',
      ['state'],
    );
    const oldest = metrics.gauge(
      'motorpool_outbox_oldest_pending_seconds',
      'Age of the oldest event that is waiting for delivery.',
    );
    metrics.reading('outbox', [events, oldest], async () => {
      const backlog = (await this.database.one<{ pending: number; dead: number; age: number }>(BACKLOG))!;
      events.set({ state: 'pending' }, backlog.pending);
      events.set({ state: 'dead' }, backlog.dead);
      oldest.set(backlog.age);
    });
  }

  /** Deletes events that were delivered long ago, and their marks. */
  async prune(keepDays: number): Promise<void> {
    await this.writes.write(
      `WITH gone AS (DELETE FROM platform.outbox WHERE state = 'done' AND settled_at < now() - make_interval(days => $1)
                     RETURNING id)
       DELETE FROM platform.handled_events WHERE event_id IN (SELECT id FROM gone)`,
      [keepDays],
    );
  }
}
