import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { Period } from '../../platform/domain/period.js';
import type { Tx } from '../../platform/work/tx.js';
import { type BookingPlan, checkNewBooking, ensureAhead } from '../domain/booking-checks.js';
import { Booking } from '../domain/booking.js';
import { type AlternativesQuery, BOOKED, VehicleNotFree } from '../domain/errors.js';
import { offeringAlternatives } from './alternatives.js';
import { BookingContextLoader, type TransactionContext } from './booking-context-loader.js';

/** What the request contains; everything else is looked up. */
export type BookingRequest = Omit<BookingPlan, 'period' | 'bookerId'> & {
  bookerId?: string | undefined;
  start: Date;
  end: Date;
};

/** The only way in which bookings are made: the caller holds the lock of the vehicle already (rule 3b). */
@Injectable()
export class PlaceBooking {
  constructor(private readonly contexts: BookingContextLoader) {}

  /** @throws DomainError of BK-4; the transaction can go on after one */
  async run(tx: Tx, actor: Actor, request: BookingRequest): Promise<Booking> {
    const contexts = this.contexts.start(tx, actor, [Period.of(request.start, request.end)]);
    const booking = await this.check(contexts, request);
    await unlessTaken(contexts, booking, () => tx.insertUnlessTaken(booking));
    return booking;
  }

  /**
   * The same as the last write of a transaction: the insert is sent together with the commit, which throws the refusal.
   *
   * @returns also what another vehicle must offer if this one is taken
   */
  async runLast(
    tx: Tx,
    actor: Actor,
    request: BookingRequest,
  ): Promise<{ booking: Booking; instead: AlternativesQuery }> {
    const contexts = this.contexts.start(tx, actor, [Period.of(request.start, request.end)]);
    const booking = await this.check(contexts, request);
    tx.insertAhead(booking);
    return { booking, instead: contexts.alternativesTo(booking) };
  }

  /**
   * Checks a booking without inserting it; for a series, all are checked before any is written (BK-9).
   *
   * @param seriesId of the series that it belongs to
   * @throws DomainError of BK-4
   */
  async check(contexts: TransactionContext, request: BookingRequest, seriesId: string | null = null): Promise<Booking> {
    const { userId } = contexts.actor;
    const { start, end, bookerId = userId, overridePolicy, ...rest } = request;
    const details = { ...rest, bookerId, period: Period.of(start, end) };
    ensureAhead(start, new Date());
    const plan = { ...details, overridePolicy };
    const context = await contexts.ofNew(plan);
    const result = await checkNewBooking(plan, context, { now: new Date(), recurring: seriesId !== null });
    const { branchId } = context.vehicle!;
    const booking = Booking.make({ ...details, branchId, originatorId: userId }, result, seriesId);
    contexts.note(booking);
    return booking;
  }

  /** Inserts the bookings of a series in one statement. @throws VehicleNotFree */
  async insertAll(tx: Tx, contexts: TransactionContext, bookings: readonly Booking[]): Promise<void> {
    const [first] = bookings;
    if (first) await unlessTaken(contexts, first, () => tx.insertAllUnlessTaken(bookings));
  }
}

/** The vehicle is free, because its lock is held. The exclusion constraint catches writes that took no lock (BK-3). */
const unlessTaken = (contexts: TransactionContext, first: Booking, insert: () => Promise<boolean>): Promise<void> =>
  offeringAlternatives(
    () => contexts.alternativesTo(first),
    async () => {
      if (!(await insert())) throw new VehicleNotFree(BOOKED);
    },
  );
