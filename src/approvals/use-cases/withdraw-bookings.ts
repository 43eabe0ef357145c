import type { Tx } from '../../platform/work/tx.js';
import { ApprovalRequest } from '../domain/approval-request.js';
import { saveWhole, withOccurrences } from './whole-request.js';

/** Sorted by id, so that two transactions that withdraw bookings of the same requests do not deadlock. */
const OPEN = `
  state = 'pending'
  AND id IN (SELECT id FROM approvals.requests WHERE booking_id = ANY ($1::uuid[]) AND state = 'pending'
             UNION SELECT request_id FROM approvals.occurrences WHERE booking_id = ANY ($1::uuid[]) AND state = 'pending')
  ORDER BY id`;

/** AP-8: withdraws the open requests for these bookings. Other bookings of a series keep waiting (AP-12). */
export async function withdrawBookings(tx: Tx, bookingIds: readonly string[]): Promise<void> {
  if (bookingIds.length === 0) return;
  for (const request of await tx.findAll(ApprovalRequest, OPEN, [bookingIds])) {
    (await withOccurrences(tx, request)).withdraw(bookingIds);
    await saveWhole(tx, request);
  }
}
