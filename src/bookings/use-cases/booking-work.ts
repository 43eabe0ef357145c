import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { ChangedMeanwhile, NotFound } from '../../platform/domain/domain-error.js';
import type { Lock } from '../../platform/work/locks.js';
import type { Tx } from '../../platform/work/tx.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { Booking } from '../domain/booking.js';
import type { AlternativesQuery } from '../domain/errors.js';
import { offeringAlternatives } from './alternatives.js';
import { BookingContextQueries } from './booking-context.queries.js';

const ATTEMPTS = 3;

/** Changes a booking. If it changes what the booking holds, it returns what another vehicle must offer. */
type Act = (booking: Booking, tx: Tx) => Promise<AlternativesQuery | void> | void;

/**
 * The start of every change of a booking that concerns its vehicle: takes the locks of the current and the next vehicle in
 * the order of their ids, then the booking's own (rule 3b). So no two changes deadlock, and nobody else can take either slot
 * meanwhile.
 */
@Injectable()
export class BookingWork {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: BookingContextQueries,
  ) {}

  /**
   * Runs the act and saves the booking.
   *
   * @param nextVehicleId the vehicle that the booking is to have
   * @throws NotFound
   */
  async run(actor: Actor, id: string, act: Act, nextVehicleId?: string): Promise<Booking> {
    for (let attempt = 1; ; attempt += 1) {
      const vehicleId = await this.queries.vehicleOf(id);
      if (!vehicleId) throw new NotFound();
      const vehicles = [...new Set([vehicleId, nextVehicleId?.toLowerCase() ?? vehicleId])].sort();
      const locks: Lock[] = [...vehicles.map((each): Lock => ['vehicle', each]), ['booking', id]];
      const done = await this.work.run(actor, (tx) => this.#attempt(tx, id, vehicleId, act), { locks });
      if (done) return done;
      if (attempt === ATTEMPTS) throw new ChangedMeanwhile();
    }
  }

  /** Returns undefined if the booking got another vehicle before this one's lock was taken. */
  async #attempt(tx: Tx, id: string, vehicleId: string, act: Act): Promise<Booking | undefined> {
    const booking = await tx.load(Booking, id);
    if (booking.vehicleId !== vehicleId) return undefined;
    const query = await act(booking, tx);
    const save = () => tx.save(booking);
    return query ? offeringAlternatives(() => query, save) : save();
  }
}
