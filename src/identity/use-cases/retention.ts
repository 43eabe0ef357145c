import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { SYSTEM } from '../../platform/domain/performer.js';
import { Sweeps } from '../../platform/schedule/sweeps.js';
import { forget } from '../../platform/work/forget.js';
import type { Tx } from '../../platform/work/tx.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { User } from '../domain/user.js';

const EVERY_MS = 3_600_000;
const KEEP_ENDED_SESSIONS_DAYS = 30;

const OLD_SIGN_INS = 'at < now() - make_interval(days => $1)';
const SPENT_LINKS = 'least(used_at, voided_at, expires_at) < now() - make_interval(days => $1)';
const ENDED_SESSIONS = 'least(ended_at, expires_at) < now() - make_interval(days => $1)';

/** Registrations that nobody confirmed in time, without a link that still works, of people whom no admin invited. */
const LAPSED = `
  state = 'unconfirmed' AND verified_at IS NULL AND created_at < now() - make_interval(days => $1)
  AND NOT EXISTS (SELECT 1 FROM identity.mailed_links l
                   WHERE l.user_id = users.id AND l.used_at IS NULL AND l.voided_at IS NULL AND l.expires_at > now())`;

/** Deletes what is kept only for a time: sign-in attempts, spent links, ended sessions, unconfirmed registrations. */
@Injectable()
export class Retention {
  constructor(
    private readonly work: UnitOfWork,
    private readonly config: Config,
    sweeps: Sweeps,
  ) {
    sweeps.add('Retention', EVERY_MS, () => this.run());
  }

  async run(): Promise<void> {
    const { SIGN_IN_HISTORY_DAYS, SPENT_LINK_DAYS, UNCONFIRMED_DAYS } = this.config.values;
    await forget(this.work, 'identity.sign_ins', OLD_SIGN_INS, SIGN_IN_HISTORY_DAYS);
    await forget(this.work, 'identity.mailed_links', SPENT_LINKS, SPENT_LINK_DAYS);
    await forget(this.work, 'identity.sessions', ENDED_SESSIONS, KEEP_ENDED_SESSIONS_DAYS);
    while (await this.#eraseOneLapsed(UNCONFIRMED_DAYS));
  }

  /** Locks the row, as following or requesting a link does: whichever comes first wins. */
  #eraseOneLapsed(days: number): Promise<boolean> {
    return this.work.run(SYSTEM, async (tx) => {
      const [lapsed] = await tx.query<{ id: string }>(`SELECT id FROM identity.users WHERE ${LAPSED} LIMIT 1`, [days]);
      if (!lapsed) return false;
      const user = await tx.find(User, 'id = $1', [lapsed.id]);
      // Starts after the lock was granted, so it sees a link that was made while it waited.
      const still = await tx.query(`SELECT 1 FROM identity.users WHERE ${LAPSED} AND id = $2`, [days, lapsed.id]);
      if (!user || still.length === 0) return true;
      user.lapse();
      await tx.save(user);
      await this.#erase(tx, user.id);
      return true;
    });
  }

  /** Deletes the row and erases the person from the audit trail, which keeps only that there was somebody. */
  async #erase(tx: Tx, id: string): Promise<void> {
    await tx.query('UPDATE identity.sign_ins SET address = NULL, device = NULL WHERE user_id = $1', [id]);
    await tx.query('DELETE FROM identity.mailed_links WHERE user_id = $1', [id]);
    await tx.query('DELETE FROM identity.users WHERE id = $1', [id]);
    await tx.query(`UPDATE platform.audit_entries SET changes = '[]' WHERE subject_type = 'User' AND subject_id = $1`, [
      id,
    ]);
  }
}
