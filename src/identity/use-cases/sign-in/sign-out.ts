import { Injectable } from '@nestjs/common';
import { hashToken } from '../../../platform/crypto/tokens.js';
import { ANONYMOUS } from '../../../platform/domain/performer.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { User } from '../../domain/user.js';
import { endSessions } from './end-sessions.js';
import { timeOf } from '../time-of.js';

const OWNER = 'SELECT user_id AS "userId" FROM identity.sessions WHERE token_hash = $1 AND ended_at IS NULL';

/** Ends the session in the database, so that a copy of its cookie is useless, too. */
@Injectable()
export class SignOut {
  constructor(private readonly work: UnitOfWork) {}

  run({ userId }: { userId: string }, sessionId: string): Promise<void> {
    return this.work.run({ userId }, async (tx) => {
      await tx.load(User, userId);
      await endSessions(tx, userId, await timeOf(tx), { id: sessionId });
      // Signing out twice at once must not fail, although the first one ended the session.
      tx.endedHere.add(sessionId);
    });
  }

  /** Ends the browser's previous session when it begins a new one. */
  replaced(token: string): Promise<void> {
    const tokenHash = hashToken(token);
    return this.work.run(ANONYMOUS, async (tx) => {
      const [session] = await tx.query<{ userId: string }>(OWNER, [tokenHash]);
      if (!session) return;
      await tx.load(User, session.userId);
      await endSessions(tx, session.userId, await timeOf(tx), { tokenHash });
    });
  }
}
