import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { SYSTEM } from '../../platform/domain/performer.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { type ClaimedMail, IN_DOUBT, MOST_DOUBTS, NoLongerOurs } from '../domain/mail.js';
import { GIVE_UP_HOURS } from '../domain/retry.js';
import type { QueuedRow } from '../../platform/queue/bell.js';

/** Longer than the longest attempt takes, with its bookkeeping. */
const LEASE_SECONDS = 60;

/** The attempt is on record before the mail can leave: what died under way is known to have been tried. */
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
   WHERE id = $1 AND state <> 'sent'`;
/** Only while the attempt still holds the mail: a worker that slept through its lease has nothing to say any more. */
const FAILED = `
  UPDATE notifications.mails SET state = 'failed', sealed_secret = NULL, last_error = $3
   WHERE id = $1 AND state = 'queued' AND attempts = $2`;
const GIVEN_UP = `${FAILED} AND queued_at < now() - interval '${GIVE_UP_HOURS} hours' RETURNING 1`;
const PUT_BACK = `
  UPDATE notifications.mails
     SET due_at = now() + make_interval(secs => $4::float), last_error = $3, doubts = doubts - $5::int
   WHERE id = $1 AND state = 'queued' AND attempts = $2`;
const DUE = `
  SELECT id, attempts FROM notifications.mails WHERE state = 'queued' AND due_at <= now() ORDER BY due_at LIMIT $1`;

/** What becomes of a mail row. One clock decides what is due: the database's. */
@Injectable()
export class MailStore {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
  ) {}

  /** Begins an attempt, unless the mail is done with, not due, or in somebody else's hands. */
  claim(id: string): Promise<ClaimedMail | undefined> {
    return this.work.run(SYSTEM, async (tx) => {
      const done = await tx.query(IN_DOUBT_FOR_GOOD, [id, IN_DOUBT]);
      return done.length > 0 ? undefined : (await tx.query<ClaimedMail>(CLAIM, [id]))[0];
    });
  }

  /**
   * Puts on record that the mail may arrive from now on, before its end is sent. Whoever was frozen or cut off for longer
   * than an attempt lasts learns here that the mail is somebody else's.
   *
   * @returns how often it may have arrived
   * @throws NoLongerOurs
   */
  async markDoubt({ id, attempts }: ClaimedMail): Promise<number> {
    const [row] = await this.work.run(SYSTEM, (tx) => tx.query<{ doubts: number }>(DOUBT, [id, attempts]));
    if (!row) throw new NoLongerOurs('The mail is in other hands.');
    return row.doubts;
  }

  async markSent({ id }: ClaimedMail): Promise<void> {
    await this.work.run(SYSTEM, (tx) => tx.query(SENT, [id]));
  }

  async markFailed({ id, attempts }: ClaimedMail, error: string): Promise<void> {
    await this.work.run(SYSTEM, (tx) => tx.query(FAILED, [id, attempts, error]));
  }

  /**
   * Lets the mail be tried again after a pause; after 48 hours of that it has failed.
   *
   * @param refuted how many of its doubts are none: the server said that it did not take the mail
   * @returns whether it has
   */
  async putBack({ id, attempts }: ClaimedMail, error: string, pauseSeconds: number, refuted = 0): Promise<boolean> {
    return this.work.run(SYSTEM, async (tx) => {
      const givenUp = await tx.query(GIVEN_UP, [id, attempts, error]);
      if (givenUp.length > 0) return true;
      await tx.query(PUT_BACK, [id, attempts, error, pauseSeconds, refuted]);
      return false;
    });
  }

  /** What could be sent now, longest due first. */
  due(limit: number): Promise<QueuedRow[]> {
    return this.database.query<QueuedRow>(DUE, [limit]);
  }
}
