import { Injectable } from '@nestjs/common';
import { UserDeleted } from '../../identity/events.js';
import { eraseFromAudit, redactAudit, redactEvents } from '../../platform/work/erasure.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import { idsNaming, redactRows, type Texts } from '../../platform/work/redact-texts.js';
import { redaction } from '../../platform/work/redaction.js';
import type { Tx } from '../../platform/work/tx.js';
import { Booking } from '../domain/booking.js';
import { SeriesCancelled } from '../events.js';

const OPEN = `
  SELECT id, now() FROM bookings.bookings
   WHERE (booker_id = $1 OR passenger_ids @> ARRAY[$1::uuid])
     AND state IN ('pending', 'confirmed') AND upper(period) > now()
   ORDER BY id`;
const PROSE: Texts = {
  table: 'bookings.bookings',
  columns: ['notes', 'cancellation_reason', 'return_notes'],
  isVersioned: true,
};
/** The fields that reports and searches use. */
const FACTS: Texts = {
  table: 'bookings.bookings',
  columns: ['destination', 'cost_centre', 'custom_fields'],
  isVersioned: true,
};
const OF_PERSON = `
  SELECT id FROM bookings.bookings WHERE booker_id = $1 OR originator_id = $1 OR passenger_ids @> ARRAY[$1::uuid]`;
/** Bookings that somebody else may be changing right now. Past bookings no longer change. */
const CHANGEABLE = `
  SELECT id FROM bookings.bookings
   WHERE (id = ANY ($1::uuid[]) OR booker_id = $2) AND state IN ('pending', 'confirmed', 'in_use')`;
/** Fields that are only about the booker. */
const ERASE_OWN = `
  UPDATE bookings.bookings
     SET notes = NULL, cancellation_reason = NULL, return_notes = NULL, custom_fields = '{}', version = version + 1
   WHERE id IN (SELECT id FROM bookings.bookings WHERE booker_id = $1 ORDER BY id FOR NO KEY UPDATE)
     AND (coalesce(notes, cancellation_reason, return_notes) IS NOT NULL OR custom_fields <> '{}')`;
const OWN_TEXTS = ['notes', 'cancellationReason', 'returnNotes', 'customFields'];

/** ID-17: cancels open bookings and gives up seats. Past bookings stay for the reports, without personal data. */
@Injectable()
export class ReleaseWhenUserDeleted {
  @OnCommitting(UserDeleted)
  async handle({ payload: { userId, pseudonym, deletedBy }, traces, vouched }: UserDeleted, tx: Tx): Promise<void> {
    const [redact, redactVouched] = [redaction(traces, pseudonym), redaction(vouched, pseudonym)];
    // Searches everybody's bookings: the person may have given a seat up, or be mentioned without one. In fields that reports
    // use, only names that staff entered are searched, so that nobody can erase a destination by calling themselves like it.
    const prose = await idsNaming(tx, PROSE, redact);
    const facts = await idsNaming(tx, FACTS, redactVouched);
    const theirs = (await tx.query<{ id: string }>(OF_PERSON, [userId])).map(({ id }) => id);
    const naming = [...new Set([...prose, ...facts, ...theirs])];
    const open = await tx.query<{ id: string; now: Date }>(OPEN, [userId]);
    const changeable = await tx.query<{ id: string }>(CHANGEABLE, [naming, userId]);
    // Takes the locks before reading any row, as everyone who decides or cancels does (ADR 10).
    const locks = new Set([...open, ...changeable].map(({ id }) => id));
    for (const id of [...locks].sort()) await tx.lock('booking', id);
    const own: Booking[] = [];
    for (const { id, now } of open) {
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
    redactEvents(tx, redact);
    await this.#eraseOwn(tx, userId);
    await redactRows(tx, PROSE, prose, redact);
    await redactRows(tx, FACTS, facts, redactVouched);
    await redactRows(tx, FACTS, theirs, redact);
    await redactAudit(tx, { type: 'Booking', ids: naming }, redact);
  }

  /**
   * Notes and reasons on their own bookings are about the person. Destinations belong to the fleet; only the person's name is
   * removed from them.
   */
  async #eraseOwn(tx: Tx, userId: string): Promise<void> {
    const own = await tx.query<{ id: string }>('SELECT id FROM bookings.bookings WHERE booker_id = $1', [userId]);
    await tx.query(ERASE_OWN, [userId]);
    await eraseFromAudit(tx, { type: 'Booking', ids: own.map(({ id }) => id) }, OWN_TEXTS);
  }
}

/** Cancels the bookings of one series together, so that passengers and originators are told once (AP-12). */
function cancelAll(bookings: readonly Booking[], by: string): void {
  for (const some of Map.groupBy(bookings, ({ id, seriesId }) => seriesId ?? id).values()) {
    for (const booking of some)
      (some.length > 1 ? booking.markAsPartOfSeriesChange() : booking).cancel(by, null, new Date());
    if (some.length > 1) Booking.tell(some, SeriesCancelled);
  }
}
