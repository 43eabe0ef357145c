import { Injectable } from '@nestjs/common';
import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { Unauthenticated } from '../../../access/index.js';
import { hashToken, newToken } from '../../../platform/crypto/tokens.js';
import type { Tx } from '../../../platform/work/tx.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { PasskeyRefused } from '../../domain/errors.js';
import { Session } from '../../domain/session.js';
import { User } from '../../domain/user.js';
import { CheckPasskey } from '../passkeys/check-passkey.js';
import { CheckPassword, type PasswordAttempt } from '../passwords/check-password.js';
import type { CurrentSession } from './current-sessions.js';
import { Throttle } from './throttle.js';
import { timeOf } from '../time-of.js';

/** ID-13, ID-14: makes a session fresh again, with a new token, after the person has confirmed who they are. */
@Injectable()
export class StepUp {
  constructor(
    private readonly work: UnitOfWork,
    private readonly checkPassword: CheckPassword,
    private readonly checkPasskey: CheckPasskey,
    private readonly throttle: Throttle,
  ) {}

  /** Guesses count like those of a sign-in from this browser. @throws InvalidCredentials, TooManyRequests, Unauthenticated */
  async byPassword(session: CurrentSession, oldToken: string, guess: Omit<PasswordAttempt, 'email' | 'token'>) {
    const { pass } = await this.checkPassword.run({ ...guess, email: session.user.email, token: oldToken });
    return this.work.run(session.actor, async (tx) => {
      await tx.load(User, session.actor.userId);
      await this.throttle.succeeded(pass, tx);
      return renew(tx, oldToken);
    });
  }

  /** The caller has checked with the provider that it is the session's own person. @throws Unauthenticated */
  bySso({ actor }: CurrentSession, oldToken: string): Promise<string> {
    return this.work.run(actor, async (tx) => {
      await tx.load(User, actor.userId);
      return renew(tx, oldToken);
    });
  }

  /** @throws PasskeyRefused, Unauthenticated */
  async byPasskey({ actor, id }: CurrentSession, oldToken: string, response: AuthenticationResponseJSON) {
    const challenge = await this.checkPasskey.spend(response, { sessionId: id });
    return this.work.run(actor, async (tx) => {
      await tx.load(User, actor.userId);
      const { userId } = await this.checkPasskey.within(tx, response, challenge);
      if (userId !== actor.userId) throw new PasskeyRefused();
      return renew(tx, oldToken);
    });
  }
}

/** @returns the new token; the old one no longer works. @throws Unauthenticated if the session ended meanwhile */
async function renew(tx: Tx, oldToken: string): Promise<string> {
  const session = await tx.find(Session, 'token_hash = $1 AND ended_at IS NULL', [hashToken(oldToken)]);
  if (!session) throw new Unauthenticated();
  const token = newToken();
  session.stepUp(hashToken(token), await timeOf(tx));
  await tx.save(session);
  return token;
}
