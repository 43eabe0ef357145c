import type { Statement } from '../database/statements.js';

export type LockKind = 'vehicle' | 'booking' | 'user' | 'setting' | 'quota';
/** One thing whose turn somebody takes (architecture rule 3b). */
export type Lock = readonly [kind: LockKind, id: string];

const TAKE_LOCK = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';

/** An id says the same in capitals; a lock of it must, too. */
export const lockKey = ([kind, id]: Lock): string => `${kind}:${id.toLowerCase()}`;

/** Waits for the lock; it is held until the transaction ends. */
export const taking = (lock: Lock): Statement => ({ text: TAKE_LOCK, values: [lockKey(lock)] });
