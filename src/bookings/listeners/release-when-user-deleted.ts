import { Injectable } from '@nestjs/common';
import { UserDeleted } from '../../identity/events.js';
import { eraseFromAudit, redactAudit } from '../../platform/work/erasure.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import { type Redaction, redaction } from '../../platform/work/redaction.js';
import type { Tx } from '../../platform/work/tx.js';
import { Booking } from '../domain/booking.js';
import { SeriesCancelled } from '../events.js';

const OPEN = `
  SELECT id, now() FROM bookings.bookings
   WHERE (booker_id = $1 OR passenger_ids @> ARRAY[$1::uuid])
     AND state IN ('pending', 'confirmed') AND upper(period) > now()
   ORDER BY id`;
const ALL = `
  SELECT id FROM bookings.bookings
   WHERE booker_id = $1 OR originator_id = $1 OR passenger_ids @> ARRAY[$1::uuid]`;
const TEXTS = `
  SELECT id, booker_id = $1 AS "isBooker", destination, cost_centre, notes, cancellation_reason, return_notes, custom_fields
    FROM bookings.bookings WHERE id = ANY ($2::uuid[])`;
const WRITE_TEXTS = `
  UPDATE bookings.bookings b
     SET destination = r.destination, cost_centre = r.cost_centre, notes = r.notes,
         cancellation_reason = r.cancellation_reason, return_notes = r.return_notes, custom_fields = r.custom_fields
    FROM jsonb_to_recordset($1::jsonb)
      AS r(id uuid, destination text, cost_centre text, notes text, cancellation_reason text, return_notes text,
           custom_fields jsonb)
   WHERE b.id = r.id`;

/** What is about the booker, and nobody else's. */
const OF_THEIR_OWN = { notes: null, cancellation_reason: null, return_notes: null, custom_fields: {} };

interface Texts {
  id: string;
  isBooker: boolean;
  destination: string | null;
  cost_centre: string | null;
  notes: string | null;
  cancellation_reason: string | null;
  return_notes: string | null;
  custom_fields: Record<string, string>;
}

/** ID-17: open bookings are cancelled and seats given up; past ones stay for the reports, without what tells of the person. */
@Injectable()
export class ReleaseWhenUserDeleted {
  @OnCommitting(UserDeleted)
  async handle({ payload: { userId, pseudonym, deletedBy }, traces }: UserDeleted, tx: Tx): Promise<void> {
    // Asked first: whoever has given a seat up is in the booking no more, but may still be named in it.
    const all = await tx.query<{ id: string }>(ALL, [userId]);
    const own: Booking[] = [];
    for (const { id, now } of await tx.query<{ id: string; now: Date }>(OPEN, [userId])) {
      await tx.lock('booking', id);
      const booking = await tx.load(Booking, id);
      if (!booking.isOpen(now)) continue;
      if (booking.bookerId === userId) {
        own.push(booking);
        continue;
      }
      booking.giveUpSeat(userId, deletedBy, now);
      await tx.save(booking);
    }
    cancelAll(own, deletedBy);
    await tx.saveAll(own);
    const ids = all.map(({ id }) => id);
    await this.#erase(tx, userId, ids, redaction(traces, pseudonym));
  }

  /** Notes and reasons of their own are about the person; destinations are the fleet's, but for what names them. */
  async #erase(tx: Tx, userId: string, ids: string[], redact: Redaction): Promise<void> {
    const rows = await tx.query<Texts>(TEXTS, [userId, ids]);
    const erased = rows.map(({ isBooker, ...texts }) =>
      isBooker ? { ...redact.of(texts), ...OF_THEIR_OWN } : redact.of(texts),
    );
    await tx.query(WRITE_TEXTS, [JSON.stringify(erased)]);
    const own = rows.filter(({ isBooker }) => isBooker).map(({ id }) => id);
    await eraseFromAudit(tx, { type: 'Booking', ids: own }, [
      'notes',
      'cancellationReason',
      'returnNotes',
      'customFields',
    ]);
    await redactAudit(tx, { type: 'Booking', ids }, redact);
  }
}

/** Those of one series are cancelled by one act: whoever rides along or entered them is told once (AP-12). */
function cancelAll(bookings: readonly Booking[], by: string): void {
  for (const some of Map.groupBy(bookings, ({ id, seriesId }) => seriesId ?? id).values()) {
    for (const booking of some) (some.length > 1 ? booking.together() : booking).cancel(by, null, new Date());
    if (some.length > 1) Booking.tell(some, SeriesCancelled);
  }
}
