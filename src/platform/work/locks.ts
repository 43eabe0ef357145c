export type LockKind = 'vehicle' | 'booking' | 'user' | 'setting' | 'quota';
/** One thing whose turn somebody takes (architecture rule 3b). */
export type Lock = readonly [kind: LockKind, id: string];

const PLAIN = /^[\w-]{1,64}$/;

/** An id says the same in capitals; a lock of it must, too. */
export const lockKey = ([kind, id]: Lock): string => `${kind}:${id.toLowerCase()}`;

export const TAKE_LOCK = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';

/**
 * Begins a transaction and takes its locks in one round trip, in the order given. PostgreSQL takes several statements at
 * once only as plain text, without parameters.
 *
 * @throws Error for an id that is no plain word: it has not been validated
 */
export function beginWith(locks: readonly Lock[]): string {
  const takes = locks.map((lock) => {
    if (!PLAIN.test(lock[1])) throw new Error(`${lock[0]} lock: not an id.`);
    return TAKE_LOCK.replace('$1', `'${lockKey(lock)}'`);
  });
  return ['BEGIN', ...takes].join('; ');
}
