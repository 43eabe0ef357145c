import { Injectable } from '@nestjs/common';
import { AccessApi, type Actor } from '../../../access/index.js';
import {
  beginErasure,
  eraseFromAudit,
  eraseFromRecords,
  formerValues,
  redactWholeAudit,
} from '../../../platform/work/erasure.js';
import { redactTexts, type Texts } from '../../../platform/work/redact-texts.js';
import { redaction } from '../../../platform/work/redaction.js';
import type { Tx } from '../../../platform/work/tx.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { User } from '../../domain/user.js';
import { endSessions } from '../sign-in/end-sessions.js';
import { ensureMayGovern } from './ensure-may-govern.js';
import { ensureOthersAdminister, lockAdministrators } from './ensure-others-administer.js';
import { IdentityQueries } from '../identity.queries.js';
import { voidLinks } from '../issue-link.js';
import { timeOf } from '../time-of.js';
import { dropSsoLinks } from '../single-sign-on/sso-links.js';

const TRACES = ['email', 'name', 'phone'];
/** The reason for another person's rejection may name this person. */
const REJECTIONS: Texts = { table: 'identity.users', columns: ['rejection_reason'], isVersioned: true };

/**
 * ID-17: erases a person in one transaction. This class erases the data of this context; the other contexts handle
 * `UserDeleted` before the commit and erase theirs.
 */
@Injectable()
export class EraseUser {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessApi,
    private readonly queries: IdentityQueries,
  ) {}

  /** @throws NotFound, Forbidden, OwnAccount, BeyondOwnAccess, IllegalTransition, LastAdministrator */
  async run(actor: Actor, id: string): Promise<void> {
    await this.work.run(actor, async (tx) => {
      const user = await this.#load(tx, id);
      actor.ensure('delete', 'User', user);
      user.ensureSomebodyElse(actor.userId);
      ensureMayGovern(actor, user, await this.access.roles());
      await this.#erase(tx, user, actor.userId);
    });
  }

  /** A person deletes their own account. @throws LastAdministrator */
  async self(actor: Actor): Promise<void> {
    await this.work.run(actor, async (tx) => this.#erase(tx, await this.#load(tx, actor.userId), actor.userId));
  }

  async #load(tx: Tx, id: string): Promise<User> {
    await beginErasure(tx);
    await lockAdministrators(tx);
    return tx.load(User, id);
  }

  async #erase(tx: Tx, user: User, by: string): Promise<void> {
    const { id } = user;
    const now = await timeOf(tx);
    const former = await formerValues(tx, 'User', id, TRACES, user.verifiedAt);
    const traces = user.erase(by, former, now);
    await ensureOthersAdminister(this.queries, id);
    await tx.save(user);
    await endSessions(tx, id, now);
    await voidLinks(tx, id, now);
    await this.#eraseCredentials(tx, id);
    await eraseFromAudit(tx, { type: 'User', ids: [id] }, [...TRACES, 'reference', 'rejectionReason']);
    await eraseFromAudit(tx, { type: 'MailedLink', actorId: id }, ['newEmail']);
    await eraseFromAudit(tx, { type: 'Passkey', actorId: id }, ['name']);
    // By actor, because old session rows are deleted earlier than their audit entries.
    await eraseFromAudit(tx, { type: 'Session', actorId: id }, ['address', 'device']);
    const redact = redaction(traces, user.name);
    await redactTexts(tx, REJECTIONS, redact);
    await redactWholeAudit(tx, redact);
    await eraseFromRecords(tx, id, redact, ['reference']);
  }

  /** Deletes passkeys. Of sessions, attempts and links it keeps that they existed, but not addresses or devices. */
  async #eraseCredentials(tx: Tx, id: string): Promise<void> {
    await tx.query('DELETE FROM identity.passkeys WHERE user_id = $1', [id]);
    await dropSsoLinks(tx, id);
    await tx.query('UPDATE identity.users SET passkey_handle = DEFAULT WHERE id = $1', [id]);
    for (const table of ['sessions', 'sign_ins']) {
      await tx.query(`UPDATE identity.${table} SET address = NULL, device = NULL WHERE user_id = $1`, [id]);
    }
    await tx.query(
      `UPDATE identity.mailed_links SET new_email = 'erased' WHERE user_id = $1 AND new_email IS NOT NULL`,
      [id],
    );
  }
}
