import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/index.js';
import { NotFound } from '../../../platform/domain/domain-error.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { Passkey } from '../../domain/passkey.js';
import { User } from '../../domain/user.js';
import { CredentialQuota } from '../account/credential-quota.js';
import { endSessions } from '../sign-in/end-sessions.js';
import { timeOf } from '../time-of.js';
import { hasSsoLink } from '../single-sign-on/sso-links.js';
import { SsoProvider } from '../single-sign-on/sso-provider.js';

/** ID-13: the owner removes a passkey, unless it is the last way to sign in. Sessions that were begun with it end. */
@Injectable()
export class RemovePasskey {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sso: SsoProvider,
    private readonly changes: CredentialQuota,
  ) {}

  /** @throws TooManyRequests; NotFound, also if it belongs to someone else; LastWayIn */
  async run(actor: Pick<Actor, 'userId'>, id: string): Promise<void> {
    await this.changes.take('passkey', actor.userId);
    return this.work.run(actor, async (tx) => {
      // Locks the user, so that two removals at once cannot remove the last two ways to sign in.
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
      await endSessions(tx, user.id, await timeOf(tx), { passkeyId: id });
      await tx.query('DELETE FROM identity.passkeys WHERE id = $1', [id]);
    });
  }
}
