import { CannotStart } from '../../platform/config/cannot-start.js';
import { Config } from '../../platform/config/config.js';
import { SYSTEM } from '../../platform/domain/performer.js';
import type { Tx } from '../../platform/work/tx.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { dueForReminder } from './remind-of-bookings.js';

/** Shown to administrators with the email or the webhook call. */
const WHY = 'Held back after a restore: it may have been sent after the backup was made.';

const WORKERS = `
  SELECT count(*)::int AS count FROM pg_stat_activity
   WHERE datname = current_database() AND application_name = 'motorpool-bell'`;
const EMAILS = `
  WITH held AS (UPDATE notifications.mails SET state = 'failed', sealed_secret = NULL, last_error = $1
                 WHERE state = 'queued' RETURNING 1)
  SELECT count(*)::int AS count FROM held`;
const CALLS = `
  WITH held AS (UPDATE notifications.webhook_deliveries SET state = 'dead', error = $1, held_until = '-infinity'
                 WHERE state = 'pending' RETURNING 1)
  SELECT count(*)::int AS count FROM held`;
/** Marks the waiting events as handled by these listeners; all other listeners get them. */
const EVENTS = `
  WITH marked AS (INSERT INTO platform.handled_events (event_id, listener)
                  SELECT o.id, l FROM platform.outbox o CROSS JOIN unnest($1::text[]) l WHERE o.state = 'pending'
                  ON CONFLICT DO NOTHING)
  SELECT count(*)::int AS count FROM platform.outbox WHERE state = 'pending'`;
const REMINDERS = `
  WITH held AS (INSERT INTO notifications.reminders (booking_id, starts_at, event_id)
                SELECT b.id, lower(b.period), gen_random_uuid() ${dueForReminder}
                ON CONFLICT DO NOTHING RETURNING 1)
  SELECT count(*)::int AS count FROM held`;

/** How many of each were held back. */
interface Held {
  emails: number;
  calls: number;
  events: number;
  reminders: number;
}

/**
 * After a restore, the database does not know what was sent since the backup: whatever waited then would be sent a second
 * time. So it is held back, and an administrator can see it and send it anyway. The links in held emails are erased, as in
 * any failed email, so people request new ones.
 */
export class HoldAfterRestore {
  /** @param tellers the listeners that write emails and webhook calls, by the names in `handled_events` */
  constructor(
    private readonly work: UnitOfWork,
    private readonly config: Config,
    private readonly tellers: readonly string[],
  ) {}

  /** @throws CannotStart where a worker runs already */
  run(): Promise<Held> {
    return this.work.run(SYSTEM, async (tx) => {
      const workers = await count(tx, WORKERS, []);
      if (workers > 0)
        throw new CannotStart(
          'A worker is connected to this database. Stop every worker and restore the backup again.',
        );
      return {
        emails: await count(tx, EMAILS, [WHY]),
        calls: await count(tx, CALLS, [WHY]),
        events: await count(tx, EVENTS, [this.tellers]),
        reminders: await count(tx, REMINDERS, [this.config.values.BOOKING_REMINDER_HOURS]),
      };
    });
  }
}

async function count(tx: Tx, sql: string, values: readonly unknown[]): Promise<number> {
  return (await tx.query<{ count: number }>(sql, values))[0]!.count;
}
