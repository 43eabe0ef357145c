import { Injectable } from '@nestjs/common';
import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import type { Actor } from '../../access/index.js';
import type { Tx } from '../../platform/work/tx.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { PasskeyNotAdded } from '../domain/errors.js';
import { Passkey, type PasskeyFacts } from '../domain/passkey.js';
import { User } from '../domain/user.js';
import { Challenges, type Holder } from './challenges.js';
import { timeOf } from './time-of.js';
import { challengeOf, Webauthn } from './webauthn.js';

/** What a browser has made, and who has begun the ceremony. */
export interface Addition {
  readonly response: RegistrationResponseJSON;
  readonly name: string;
  readonly holder: Holder;
}

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
      return this.within(tx, user, { response, name, holder: { sessionId } });
    });
  }

  /** The same inside a unit of work that has the user's row locked. @throws PasskeyNotAdded */
  async within(tx: Tx, user: User, { response, name, holder }: Addition): Promise<Passkey> {
    const facts = await this.#made(tx, holder, response);
    const passkey = facts && Passkey.add(user, facts, name, await timeOf(tx));
    if (!passkey || !(await tx.insertUnlessTaken(passkey))) throw new PasskeyNotAdded();
    return passkey;
  }

  async #made(tx: Tx, holder: Holder, response: RegistrationResponseJSON): Promise<PasskeyFacts | undefined> {
    const challenge = challengeOf(response);
    if (challenge === undefined) return undefined;
    const isOurs = await this.challenges.spend(tx, challenge, 'register', holder);
    return isOurs ? this.webauthn.made(response, challenge) : undefined;
  }
}
