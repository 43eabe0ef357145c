import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/index.js';
import { InvalidInput, NotFound, UnknownReference } from '../../../platform/domain/domain-error.js';
import { Period } from '../../../platform/domain/period.js';
import type { Tx } from '../../../platform/work/tx.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import type { Booking } from '../../domain/booking.js';
import { ensureLength } from '../../domain/booking-length.js';
import { StartInPast } from '../../domain/errors.js';
import { AlreadyWaiting, NoOffer, WaitingEntry } from '../../domain/waiting-entry.js';
import { Alternatives } from '../alternatives.js';
import { BookingContextQueries } from '../booking-context.queries.js';
import { PlaceBooking, type BookingRequest } from '../place-booking.js';
import { WaitingQueries } from './waiting.queries.js';

/** A vehicle, or any vehicle of a branch if none is named. */
export interface WaitRequest {
  vehicleId?: string | undefined;
  branchId?: string | undefined;
  start: Date;
  end: Date;
  seats: number;
}

/** The details of the booking that the waiting-list entry does not have. */
export type Acceptance = Omit<BookingRequest, 'vehicleId' | 'start' | 'end' | 'bookerId' | 'overridePolicy'>;

/**
 * BK-14: from joining the waiting list to the booking. An offer reserves nothing: anyone who books first gets the vehicle.
 */
@Injectable()
export class WaitForVehicle {
  constructor(
    private readonly work: UnitOfWork,
    private readonly vehicles: BookingContextQueries,
    private readonly queries: WaitingQueries,
    private readonly place: PlaceBooking,
    private readonly alternatives: Alternatives,
  ) {}

  /** @throws UnknownReference, InvalidInput, StartInPast, AlreadyWaiting */
  async join(actor: Actor, { vehicleId, branchId, start, end, seats }: WaitRequest): Promise<WaitingEntry> {
    const period = Period.of(start, end);
    // An entry lapses at its start, so it cannot begin in the past.
    if (start <= new Date()) throw new StartInPast();
    ensureLength(period, await this.vehicles.maxBookingDays());
    if (!vehicleId && !branchId) {
      throw new InvalidInput([{ field: 'branchId', code: 'required', message: 'is required if no vehicle is given' }]);
    }
    const place = branchId ?? (await this.vehicles.siteOf(vehicleId!))?.branchId;
    const field = branchId ? 'branchId' : 'vehicleId';
    if (!place || !actor.can('book', 'Vehicle', { branchId: place })) throw new UnknownReference(field);
    if (vehicleId && (await this.vehicles.siteOf(vehicleId))?.branchId !== place)
      throw new UnknownReference('vehicleId');
    const whose = { userId: actor.userId, branchId: place, vehicleId: vehicleId ?? null };
    const entry = WaitingEntry.join({ ...whose, period, seats });
    return this.work.run(actor, async (tx) => {
      if (!(await tx.insertUnlessTaken(entry))) throw new AlreadyWaiting();
      return entry;
    });
  }

  withdraw(actor: Actor, id: string): Promise<void> {
    return this.work.run(actor, async (tx) => {
      const entry = await own(tx, actor, id);
      entry.withdraw();
      await tx.save(entry);
    });
  }

  /** Books the offered vehicle with the checks of every booking. @throws NotFound, NoOffer, DomainError of BK-4 */
  async accept(actor: Actor, id: string, acceptance: Acceptance): Promise<Booking> {
    const vehicleId = await this.queries.offeredVehicle(id);
    const accept = async (tx: Tx) => {
      const entry = await own(tx, actor, id);
      // If another vehicle is offered by now, we hold the wrong lock.
      if (entry.ensureOffered(new Date()) !== vehicleId) throw new NoOffer();
      const { start, end } = entry;
      const booking = await this.place.run(tx, actor, { ...acceptance, vehicleId, start, end, overridePolicy: false });
      entry.accept(booking.id);
      await tx.save(entry);
      return booking;
    };
    const locks = vehicleId ? ([['vehicle', vehicleId]] as const) : [];
    return this.alternatives.orElse(actor, () => this.work.run(actor, accept, { locks }));
  }
}

/** @throws NotFound for somebody else's entry */
async function own(tx: Tx, actor: Actor, id: string): Promise<WaitingEntry> {
  const entry = await tx.load(WaitingEntry, id);
  if (entry.userId !== actor.userId) throw new NotFound();
  return entry;
}
