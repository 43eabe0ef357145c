import type { Statement } from '../database/statements.js';

export type LockKind = 'vehicle' | 'booking' | 'user' | 'setting' | 'quota' | 'outbox';
/** An object that a transaction locks (architecture rule 3b). */
export type Lock = readonly [kind: LockKind, id: string];

const TAKE_LOCK = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';
/** In the order of the list. */
const TAKE_LOCKS = 'SELECT pg_advisory_xact_lock(hashtextextended(key, 0)) FROM unnest($1::text[]) AS locks(key)';

/** Ids are case-insensitive, so their locks must be too. */
export const lockKey = ([kind, id]: Lock): string => `${kind}:${id.toLowerCase()}`;

/** Waits for the locks, in this order, in one statement; they are held until the transaction ends. */
export function taking(locks: readonly Lock[]): Statement {
  const keys = locks.map(lockKey);
  return keys.length === 1 ? { text: TAKE_LOCK, values: keys } : { text: TAKE_LOCKS, values: [keys] };
}
