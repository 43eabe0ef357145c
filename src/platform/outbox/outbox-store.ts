import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';

/** An event as the outbox holds it. */
export interface StoredEvent {
  id: string;
  type: string;
  payload: object;
  occurredAt: Date;
  attempts: number;
}

/** Listeners only write to PostgreSQL, in milliseconds each; an event that two relays deliver is handled once. */
const LEASE_SECONDS = 20;
const CLAIM = `
  UPDATE platform.outbox SET attempts = attempts + 1, due_at = now() + interval '${LEASE_SECONDS} seconds'
   WHERE id IN (SELECT id FROM platform.outbox WHERE state = 'pending' AND due_at <= now()
                 ORDER BY due_at, seq LIMIT $1 FOR UPDATE SKIP LOCKED)
  RETURNING seq, id, type, payload, occurred_at AS "occurredAt", attempts`;

/** The outbox table: claiming, settling, counting. */
@Injectable()
export class OutboxStore {
  constructor(private readonly database: Database) {}

  /** Takes what is due, oldest first. What a killed relay had taken is due again when its lease of 20 s ends. */
  async claim(limit: number): Promise<StoredEvent[]> {
    const rows = await this.database.query<StoredEvent & { seq: string }>(CLAIM, [limit]);
    return rows.sort((one, other) => Number(one.seq) - Number(other.seq));
  }

  async settle(ids: string[]): Promise<void> {
    await this.database.query(
      `UPDATE platform.outbox SET state = 'done', settled_at = now(), last_error = NULL WHERE id = ANY($1::uuid[])`,
      [ids],
    );
  }

  /** Puts a failed event back, or buries it where it has had its attempts; a dead one stays visible. */
  async putBack(id: string, error: string, pauseSeconds: number | null): Promise<void> {
    await this.database.query(
      `UPDATE platform.outbox
          SET state = CASE WHEN $3::float IS NULL THEN 'dead' ELSE 'pending' END, last_error = $2,
              due_at = now() + make_interval(secs => coalesce($3::float, 0))
        WHERE id = $1`,
      [id, error.slice(0, 2000), pauseSeconds],
    );
  }

  /** How many events wait and how many are dead, for metrics. */
  async backlog(): Promise<{ pending: number; dead: number }> {
    const row = await this.database.one<{ pending: number; dead: number }>(
      `SELECT count(*) FILTER (WHERE state = 'pending')::int AS pending,
              count(*) FILTER (WHERE state = 'dead')::int AS dead
         FROM platform.outbox WHERE state <> 'done'`,
    );
    return row!;
  }

  /** Forgets what was delivered long ago, and the marks of who handled it. */
  async prune(keepDays: number): Promise<void> {
    await this.database.query(
      `WITH gone AS (DELETE FROM platform.outbox WHERE state = 'done' AND settled_at < now() - make_interval(days => $1)
                     RETURNING id)
       DELETE FROM platform.handled_events WHERE event_id IN (SELECT id FROM gone)`,
      [keepDays],
    );
  }
}
