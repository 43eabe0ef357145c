import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { NotFound } from '../../platform/domain/domain-error.js';
import type { Tx } from '../../platform/work/tx.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { Passkey } from '../domain/passkey.js';
import { Session } from '../domain/session.js';
import { User } from '../domain/user.js';
import { timeOf } from './time-of.js';
import { hasSsoLink } from './sso-links.js';
import { SsoProvider } from './sso-provider.js';

/** ID-13: the owner removes a passkey, unless it is the last way in. Sessions that were begun with it end. */
@Injectable()
export class RemovePasskey {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sso: SsoProvider,
  ) {}

  /** @throws NotFound, also where it is somebody else's; LastWayIn */
  run(actor: Actor, id: string): Promise<void> {
    return this.work.run(actor, async (tx) => {
      // Of two removals at once the second waits here, and finds which ways in the first has left.
      const user = await tx.load(User, actor.userId);
      const passkeys = await tx.findAll(Passkey, 'user_id = $1', [user.id]);
      const passkey = passkeys.find((each) => each.id === id);
      if (!passkey) throw new NotFound();
      passkey.remove(
        {
          hasPassword: user.passwordHash !== null || (this.sso.enabled && (await hasSsoLink(tx, user.id))),
          passkeys: passkeys.length - 1,
        },
        user.email,
      );
      await tx.save(passkey);
      await this.#endSessions(tx, id);
      await tx.query('DELETE FROM identity.passkeys WHERE id = $1', [id]);
    });
  }

  async #endSessions(tx: Tx, passkeyId: string): Promise<void> {
    const now = await timeOf(tx);
    for (const session of await tx.findAll(Session, 'passkey_id = $1 AND ended_at IS NULL', [passkeyId])) {
      session.end(now);
      await tx.save(session);
    }
  }
}
