import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { SYSTEM } from '../../platform/domain/performer.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import type { ClaimedMail } from '../domain/mail.js';
import { GIVE_UP_HOURS } from '../domain/retry.js';
import type { QueuedMail } from './mail-queue.js';

/** Longer than the longest attempt takes, with its bookkeeping. */
const LEASE_SECONDS = 60;

/** The attempt is on record before the mail can leave: what died under way is known to have been tried. */
const CLAIM = `
  UPDATE notifications.mails
     SET attempts = attempts + 1, due_at = now() + interval '${LEASE_SECONDS} seconds'
   WHERE id = $1 AND state = 'queued' AND due_at <= now()
  RETURNING id, template, to_address AS "toAddress", to_name AS "toName", subject, model,
            sealed_secret AS "sealedSecret", message_id AS "messageId", attempts, created_at AS "createdAt"`;
const SENT = `
  UPDATE notifications.mails SET state = 'sent', sent_at = now(), sealed_secret = NULL, last_error = NULL
   WHERE id = $1 AND state <> 'sent'`;
/** Only while the attempt still holds the mail: a worker that slept through its lease has nothing to say any more. */
const FAILED = `
  UPDATE notifications.mails SET state = 'failed', sealed_secret = NULL, last_error = $3
   WHERE id = $1 AND state = 'queued' AND attempts = $2`;
const GIVEN_UP = `${FAILED} AND created_at < now() - interval '${GIVE_UP_HOURS} hours' RETURNING 1`;
const PUT_BACK = `
  UPDATE notifications.mails SET due_at = now() + make_interval(secs => $4::float), last_error = $3
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
    return this.work.run(SYSTEM, async (tx) => (await tx.query<ClaimedMail>(CLAIM, [id]))[0]);
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
   * @returns whether it has
   */
  async putBack({ id, attempts }: ClaimedMail, error: string, pauseSeconds: number): Promise<boolean> {
    return this.work.run(SYSTEM, async (tx) => {
      const givenUp = await tx.query(GIVEN_UP, [id, attempts, error]);
      if (givenUp.length > 0) return true;
      await tx.query(PUT_BACK, [id, attempts, error, pauseSeconds]);
      return false;
    });
  }

  /** What could be sent now, longest due first. */
  due(limit: number): Promise<QueuedMail[]> {
    return this.database.query<QueuedMail>(DUE, [limit]);
  }
}
