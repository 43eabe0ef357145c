import { Injectable } from '@nestjs/common';
import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import type { Actor } from '../../../access/index.js';
import type { Tx } from '../../../platform/work/tx.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { PasskeyNotAdded } from '../../domain/errors.js';
import { Passkey } from '../../domain/passkey.js';
import { User } from '../../domain/user.js';
import { Challenges, type Holder } from './challenges.js';
import { CredentialQuota } from '../account/credential-quota.js';
import { timeOf } from '../time-of.js';
import { challengeOf, Webauthn } from './webauthn.js';

/** The browser's new passkey, and the challenge that was spent for it. */
export interface Addition {
  readonly response: RegistrationResponseJSON;
  readonly name: string;
  readonly challenge: string;
}

/** Finishes adding a passkey. The first person to add a credential id keeps it (security item 25). */
@Injectable()
export class AddPasskey {
  constructor(
    private readonly work: UnitOfWork,
    private readonly challenges: Challenges,
    private readonly webauthn: Webauthn,
    private readonly changes: CredentialQuota,
  ) {}

  /** @throws TooManyRequests, PasskeyNotAdded */
  async run(actor: Actor, sessionId: string, response: RegistrationResponseJSON, name: string): Promise<Passkey> {
    await this.changes.take('passkey', actor.userId);
    const challenge = await this.spend(response, { sessionId });
    return this.work.run(actor, async (tx) => {
      const user = await tx.load(User, actor.userId);
      return this.within(tx, user, { response, name, challenge });
    });
  }

  /** Spends the challenge that was signed. @throws SsoOnly; PasskeyNotAdded if it belongs to another holder */
  async spend(response: RegistrationResponseJSON, holder: Holder): Promise<string> {
    const challenge = challengeOf(response);
    if (challenge === undefined || !(await this.challenges.spend(challenge, 'register', holder))) {
      throw new PasskeyNotAdded();
    }
    return challenge;
  }

  /** Adds the passkey inside a unit of work that has locked the user's row. @throws PasskeyNotAdded */
  async within(tx: Tx, user: User, { response, name, challenge }: Addition): Promise<Passkey> {
    const facts = await this.webauthn.made(response, challenge);
    const passkey = facts && Passkey.add(user, facts, name, await timeOf(tx));
    if (!passkey || !(await tx.insertUnlessTaken(passkey))) throw new PasskeyNotAdded();
    return passkey;
  }
}
