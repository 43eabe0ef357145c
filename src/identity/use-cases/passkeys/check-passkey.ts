import { Injectable } from '@nestjs/common';
import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { ANONYMOUS } from '../../../platform/domain/performer.js';
import type { Tx } from '../../../platform/work/tx.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { PasskeyRefused } from '../../domain/errors.js';
import { Passkey } from '../../domain/passkey.js';
import { Challenges, type Holder } from './challenges.js';
import { PasskeyQueries } from './passkeys.queries.js';
import { type Attempt, SignInHistory } from '../sign-in/sign-in-history.js';
import { timeOf } from '../time-of.js';
import { challengeOf, Webauthn } from './webauthn.js';

/** Not audited, like a session's `last_seen_at`: entries for every sign-in would bury the others. */
const USED = 'UPDATE identity.passkeys SET counter = $2, backed_up = $3, last_used_at = $4 WHERE id = $1';

/** Where the attempt comes from. */
export type PasskeyOrigin = Pick<Attempt, 'address' | 'device'>;

/** The owner of the presented passkey. */
export interface ShownPasskey {
  readonly userId: string;
  readonly passkeyId: string;
}

/** Finds the owner of a presented passkey (ID-12), as `CheckPassword` does for a password. */
@Injectable()
export class CheckPasskey {
  constructor(
    private readonly work: UnitOfWork,
    private readonly challenges: Challenges,
    private readonly queries: PasskeyQueries,
    private readonly webauthn: Webauthn,
    private readonly history: SignInHistory,
  ) {}

  /** Begins the ceremony: what the browser asks the authenticator to sign, and whether it is tied to a session. */
  begin(holder: Holder) {
    return this.work.run(ANONYMOUS, async (tx) => {
      const { challenge, ofSession } = await this.challenges.issue(tx, 'assert', holder);
      return { options: await this.webauthn.requestOptions(challenge), ofSession };
    });
  }

  /**
   * The counter is updated before the check whether the user may sign in.
   *
   * @throws PasskeyRefused for every kind of failure
   */
  async run(response: AuthenticationResponseJSON, holder: Holder, from: PasskeyOrigin): Promise<ShownPasskey> {
    try {
      const challenge = await this.spend(response, holder);
      return await this.work.run(ANONYMOUS, async (tx) => {
        const { userId, id } = await this.within(tx, response, challenge);
        return { userId, passkeyId: id };
      });
    } catch (error) {
      if (error instanceof PasskeyRefused) await this.#record(response, from);
      throw error;
    }
  }

  /** Spends the challenge that was signed. @throws SsoOnly; PasskeyRefused if it belongs to another holder */
  async spend(response: AuthenticationResponseJSON, holder: Holder): Promise<string> {
    const challenge = challengeOf(response);
    if (challenge === undefined || !(await this.challenges.spend(challenge, 'assert', holder))) {
      throw new PasskeyRefused();
    }
    return challenge;
  }

  /** The check itself, inside a unit of work, with a challenge that was spent before. @throws PasskeyRefused */
  async within(tx: Tx, response: AuthenticationResponseJSON, challenge: string): Promise<Passkey> {
    const passkey = await tx.find(Passkey, 'credential_id = $1', [Buffer.from(response.id, 'base64url')]);
    if (!passkey) throw new PasskeyRefused();
    const use = await this.webauthn.shown(response, challenge, passkey);
    const handle = await this.queries.handle(passkey.userId);
    if (!use || response.response.userHandle !== handle.toString('base64url')) throw new PasskeyRefused();
    passkey.use(use, await timeOf(tx));
    await tx.query(USED, [passkey.id, passkey.counter, passkey.backedUp, passkey.lastUsedAt]);
    return passkey;
  }

  /** An unknown credential belongs to nobody, so there is no history to write to. */
  async #record({ id }: AuthenticationResponseJSON, { address, device }: PasskeyOrigin): Promise<void> {
    const userId = await this.queries.ownerOf(Buffer.from(id, 'base64url'));
    if (userId) await this.history.record({ userId, method: 'passkey', outcome: 'wrong_passkey', address, device });
  }
}
