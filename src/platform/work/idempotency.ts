import type { Statement } from '../database/statements.js';
import { DomainError } from '../domain/domain-error.js';
import type { IdempotentRequest } from '../http/requests/request-context.js';
import type { Tx } from './tx.js';

export class IdempotencyKeyInUse extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'idempotency_key_in_use';
  static override readonly title = 'A request with this Idempotency-Key is still running. Try again in a moment.';
}

export class IdempotencyKeyReused extends DomainError {
  static override readonly kind = 'invalid';
  static override readonly code = 'idempotency_key_reused';
  static override readonly title = 'This Idempotency-Key was used for a different request.';
}

/**
 * Claims the key inside the transaction of its effect (BK-18). Of concurrent requests, only one gets it.
 *
 * @throws IdempotencyKeyInUse for the others; if they repeat the request, they find the stored answer
 */
export async function claimIdempotencyKey(tx: Tx, { userId, key, fingerprint }: IdempotentRequest): Promise<void> {
  const [lock] = await tx.query<{ taken: boolean }>(
    'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 1)) AS taken',
    [`${userId}:${key}`],
  );
  if (!lock?.taken) throw new IdempotencyKeyInUse();
  const rows = await tx.query(
    `INSERT INTO platform.idempotency_keys (user_id, key, fingerprint) VALUES ($1, $2, $3)
     ON CONFLICT DO NOTHING RETURNING 1`,
    [userId, key, fingerprint],
  );
  if (rows.length === 0) throw new IdempotencyKeyInUse();
}

/** Stores the answer together with its effect. */
export async function answerOf(request: IdempotentRequest, result: unknown): Promise<Statement> {
  const answer = JSON.stringify((await request.answerOf(result)) ?? null);
  const text = 'UPDATE platform.idempotency_keys SET answer = $3 WHERE user_id = $1 AND key = $2';
  return { text, values: [request.userId, request.key, answer] };
}
