import { Injectable } from '@nestjs/common';
import { Unauthenticated } from '../../access/index.js';
import { hashToken, newToken } from '../../platform/crypto/tokens.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { Session } from '../domain/session.js';
import { User } from '../domain/user.js';
import { CheckPassword, type PasswordAttempt } from './check-password.js';
import type { CurrentSession } from './current-sessions.js';
import { timeOf } from './time-of.js';

/** ID-13, ID-14: makes a session fresh again for somebody who has just shown who they are, under a new token. */
@Injectable()
export class StepUp {
  constructor(
    private readonly work: UnitOfWork,
    private readonly checkPassword: CheckPassword,
  ) {}

  /** Guesses count as those of a sign-in from this browser do. @throws InvalidCredentials, TooManyRequests, Unauthenticated */
  async byPassword(session: CurrentSession, oldToken: string, guess: Omit<PasswordAttempt, 'email' | 'token'>) {
    await this.checkPassword.run({ ...guess, email: session.user.email, token: oldToken });
    return this.run(session, oldToken);
  }

  /** @returns the new token; the old one works no more. @throws Unauthenticated where that one ended meanwhile */
  async run({ actor }: CurrentSession, oldToken: string): Promise<string> {
    const token = newToken();
    await this.work.run(actor, async (tx) => {
      await tx.load(User, actor.userId);
      const session = await tx.find(Session, 'token_hash = $1 AND ended_at IS NULL', [hashToken(oldToken)]);
      if (!session) throw new Unauthenticated();
      session.stepUp(hashToken(token), await timeOf(tx));
      await tx.save(session);
    });
    return token;
  }
}
