import type { Tx } from '../../platform/work/tx.js';
import { Session } from '../domain/session.js';
import { voidLinks } from './issue-link.js';

/** Ends every session of a user (ID-15), or every other than the one that goes on. The user's row is locked already. */
export async function endSessions(tx: Tx, userId: string, now: Date, but: string | null = null): Promise<void> {
  const others = 'user_id = $1 AND ended_at IS NULL AND id IS DISTINCT FROM $2::uuid';
  await endEach(tx, userId, await tx.findAll(Session, others, [userId, but]), now);
}

/**
 * Ends these sessions of a user, and the change of address that one of them asked for: whoever throws a stranger out keeps
 * the account (ID-13). Who signs out has thrown out nobody: their own wish stays.
 */
export async function endEach(tx: Tx, userId: string, sessions: readonly Session[], now: Date): Promise<void> {
  for (const session of sessions) {
    session.end(now);
    await tx.save(session);
  }
  if (sessions.length > 0) await voidLinks(tx, userId, now, { sessionIds: sessions.map(({ id }) => id) });
}
