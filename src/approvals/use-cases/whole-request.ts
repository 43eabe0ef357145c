import type { Lock } from '../../platform/work/locks.js';
import type { Tx } from '../../platform/work/tx.js';
import { ApprovalRequest } from '../domain/approval-request.js';
import { RequestOccurrence } from '../domain/request-occurrence.js';

/**
 * A change of a request first locks the bookings that it changes, sorted, like changes of series (rule 3b). The row of the
 * request is locked after them, and protects the rows of its occurrences.
 */
export const locksOf = (bookingIds: readonly string[]): Lock[] =>
  bookingIds.toSorted().map((id): Lock => ['booking', id]);

/** Loads a request with the rows of its bookings. @throws NotFound */
export async function loadWhole(tx: Tx, id: string): Promise<ApprovalRequest> {
  return withOccurrences(tx, await tx.load(ApprovalRequest, id));
}

export async function withOccurrences(tx: Tx, request: ApprovalRequest): Promise<ApprovalRequest> {
  if (request.seriesId === null) return request;
  const condition = 'request_id = $1 ORDER BY lower(period), id';
  return request.attachOccurrences(await tx.findAll(RequestOccurrence, condition, [request.id]));
}

export async function saveWhole(tx: Tx, request: ApprovalRequest): Promise<ApprovalRequest> {
  await tx.save(request);
  await tx.saveAll(request.occurrences);
  return request;
}
