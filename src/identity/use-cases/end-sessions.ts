import type { Tx } from '../../platform/work/tx.js';
import { Session } from '../domain/session.js';

/** Ends every session of a user (ID-15), or every other than the one that goes on. The user's row is locked already. */
export async function endSessions(tx: Tx, userId: string, now: Date, but: string | null = null): Promise<void> {
  const others = 'user_id = $1 AND ended_at IS NULL AND id IS DISTINCT FROM $2::uuid';
  for (const session of await tx.findAll(Session, others, [userId, but])) {
    session.end(now);
    await tx.save(session);
  }
}
