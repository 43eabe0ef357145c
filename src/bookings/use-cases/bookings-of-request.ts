import { NotFound } from '../../platform/domain/domain-error.js';
import type { Tx } from '../../platform/work/tx.js';
import { Booking } from '../domain/booking.js';

/**
 * The bookings of an approval request, whose locks the caller holds: one booking, or some of a series, about which people are
 * told together (AP-12).
 *
 * @throws NotFound
 */
export async function bookingsOfRequest(tx: Tx, ids: readonly string[]): Promise<Booking[]> {
  const bookings = await tx.findAll(Booking, 'id = ANY ($1::uuid[]) ORDER BY lower(period), id', [ids]);
  if (bookings.length < ids.length) throw new NotFound();
  if (bookings.length > 1) for (const booking of bookings) booking.markAsPartOfSeriesChange();
  return bookings;
}
