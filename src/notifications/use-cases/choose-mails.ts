import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { SYSTEM } from '../../platform/domain/performer.js';
import type { Tx } from '../../platform/work/tx.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import type { MailKind, OptionalKind } from '../domain/kinds.js';
import { type Choices, Preferences } from '../domain/preferences.js';

/** NO-7: which optional mails a person wants. */
@Injectable()
export class ChooseMails {
  constructor(private readonly work: UnitOfWork) {}

  async read({ userId }: Actor): Promise<Record<MailKind, boolean>> {
    return (await this.work.run({ userId }, (tx) => this.#of(tx, userId))).wanted;
  }

  /** @throws InvalidInput naming each kind that cannot be switched off */
  run(actor: Actor, choices: Choices): Promise<Record<MailKind, boolean>> {
    return this.work.run(actor, async (tx) => {
      await tx.lock('user', actor.userId);
      const preferences = await this.#of(tx, actor.userId);
      preferences.choose(choices);
      return (await tx.save(preferences)).wanted;
    });
  }

  /** Used by the link in an email: it stops emails of that kind and changes nothing else. */
  unsubscribe(userId: string, kind: OptionalKind): Promise<void> {
    return this.work.run(SYSTEM, async (tx) => {
      await tx.lock('user', userId);
      const known = await tx.query(`SELECT 1 FROM identity.users WHERE id = $1 AND deleted_at IS NULL`, [userId]);
      if (known.length === 0) return;
      const preferences = await this.#of(tx, userId);
      preferences.choose({ [kind]: false });
      await tx.save(preferences);
    });
  }

  async #of(tx: Tx, userId: string): Promise<Preferences> {
    return (await tx.find(Preferences, 'id = $1', [userId])) ?? Preferences.of(userId);
  }
}
