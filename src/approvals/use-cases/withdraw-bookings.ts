import type { Tx } from '../../platform/work/tx.js';
import { ApprovalRequest } from '../domain/approval-request.js';
import { saveWhole, withOccurrences } from './whole-request.js';

/** In the order of their ids: two who withdraw bookings of the same requests do not wait for each other. */
const OPEN = `
  state = 'pending'
  AND id IN (SELECT id FROM approvals.requests WHERE booking_id = ANY ($1::uuid[]) AND state = 'pending'
             UNION SELECT request_id FROM approvals.occurrences WHERE booking_id = ANY ($1::uuid[]) AND state = 'pending')
  ORDER BY id`;

/** AP-8: what was asked about these bookings is asked no more. Of a series the others keep waiting (AP-12). */
export async function withdrawBookings(tx: Tx, bookingIds: readonly string[]): Promise<void> {
  if (bookingIds.length === 0) return;
  for (const request of await tx.findAll(ApprovalRequest, OPEN, [bookingIds])) {
    (await withOccurrences(tx, request)).withdraw(bookingIds);
    await saveWhole(tx, request);
  }
}
