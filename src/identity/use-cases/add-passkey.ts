import { Injectable } from '@nestjs/common';
import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import type { Actor } from '../../access/index.js';
import type { Tx } from '../../platform/work/tx.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { PasskeyNotAdded } from '../domain/errors.js';
import { Passkey, type PasskeyFacts } from '../domain/passkey.js';
import { User } from '../domain/user.js';
import { Challenges } from './challenges.js';
import { timeOf } from './time-of.js';
import { challengeOf, Webauthn } from './webauthn.js';

/** Ends the ceremony that adds a passkey. Whoever has a credential id first keeps it (security item 25). */
@Injectable()
export class AddPasskey {
  constructor(
    private readonly work: UnitOfWork,
    private readonly challenges: Challenges,
    private readonly webauthn: Webauthn,
  ) {}

  /** @throws PasskeyNotAdded */
  run(actor: Actor, sessionId: string, response: RegistrationResponseJSON, name: string): Promise<Passkey> {
    return this.work.run(actor, async (tx) => {
      const user = await tx.load(User, actor.userId);
      const facts = await this.#made(tx, sessionId, response);
      const passkey = facts && Passkey.add(user, facts, name, await timeOf(tx));
      if (!passkey || !(await tx.insertUnlessTaken(passkey))) throw new PasskeyNotAdded();
      return passkey;
    });
  }

  async #made(tx: Tx, sessionId: string, response: RegistrationResponseJSON): Promise<PasskeyFacts | undefined> {
    const challenge = challengeOf(response);
    if (challenge === undefined) return undefined;
    const isOurs = await this.challenges.spend(tx, challenge, 'register', { sessionId });
    return isOurs ? this.webauthn.made(response, challenge) : undefined;
  }
}
