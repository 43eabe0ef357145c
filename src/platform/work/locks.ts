import type { Statement } from '../database/statements.js';

export type LockKind = 'vehicle' | 'booking' | 'user' | 'setting' | 'quota';
/** An object that a transaction locks (architecture rule 3b). */
export type Lock = readonly [kind: LockKind, id: string];

const TAKE_LOCK = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';
/** One after the other, as the list has them. */
const TAKE_LOCKS = 'SELECT pg_advisory_xact_lock(hashtextextended(key, 0)) FROM unnest($1::text[]) AS locks(key)';

/** An id says the same in capitals; a lock of it must, too. */
export const lockKey = ([kind, id]: Lock): string => `${kind}:${id.toLowerCase()}`;

/** Waits for the locks, in this order, in one statement; they are held until the transaction ends. */
export function taking(locks: readonly Lock[]): Statement {
  const keys = locks.map(lockKey);
  return keys.length === 1 ? { text: TAKE_LOCK, values: keys } : { text: TAKE_LOCKS, values: [keys] };
}
