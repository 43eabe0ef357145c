import { Injectable } from '@nestjs/common';
import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import type { Actor } from '../../access/index.js';
import { hashToken, newToken } from '../../platform/crypto/tokens.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { PasskeyRefused } from '../domain/errors.js';
import { Session } from '../domain/session.js';
import { User } from '../domain/user.js';
import { CheckPasskey } from './check-passkey.js';
import { timeOf } from './time-of.js';

/** ID-13: somebody who is signed in shows again who they are, with a passkey of theirs. */
@Injectable()
export class StepUpWithPasskey {
  constructor(
    private readonly work: UnitOfWork,
    private readonly checkPasskey: CheckPasskey,
  ) {}

  /**
   * @returns the session's new token
   * @throws PasskeyRefused
   */
  run(actor: Actor, sessionId: string, response: AuthenticationResponseJSON): Promise<string> {
    return this.work.run(actor, async (tx) => {
      await tx.load(User, actor.userId);
      const { userId } = await this.checkPasskey.within(tx, response, { sessionId });
      if (userId !== actor.userId) throw new PasskeyRefused();
      const token = newToken();
      const session = await tx.load(Session, sessionId);
      session.stepUp(hashToken(token), await timeOf(tx));
      await tx.save(session);
      return token;
    });
  }
}
