import type { Tx } from '../../../platform/work/tx.js';
import { Session } from '../../domain/session.js';
import { voidLinks } from '../issue-link.js';

/** Which sessions of a user end; with none of these, all of them. */
export interface WhichSessions {
  /** All except this one. */
  readonly but?: string | null;
  readonly id?: string;
  /** Sessions that were begun with this passkey. */
  readonly passkeyId?: string;
  readonly tokenHash?: Buffer;
}

const LIVE = `
  user_id = $1 AND ended_at IS NULL AND id IS DISTINCT FROM $2::uuid AND ($3::uuid IS NULL OR id = $3)
  AND ($4::uuid IS NULL OR passkey_id = $4) AND ($5::bytea IS NULL OR token_hash = $5)`;

/**
 * The only way to end sessions (ID-15). What a session has started ends with it: a change of address that it requested here,
 * and its grants, codes and tokens in the context that handles `SessionEnded` before the commit. Its running requests can no
 * longer commit (`UnitOfWork`). The caller holds the lock of the user's row.
 */
export async function endSessions(tx: Tx, userId: string, now: Date, which: WhichSessions = {}): Promise<void> {
  const { but = null, id = null, passkeyId = null, tokenHash = null } = which;
  const sessions = await tx.findAll(Session, LIVE, [userId, but, id, passkeyId, tokenHash]);
  for (const session of sessions) {
    session.end(now);
    await tx.save(session);
    tx.endedHere.add(session.id);
  }
  if (sessions.length > 0) await voidLinks(tx, userId, now, { sessionIds: sessions.map((session) => session.id) });
}
