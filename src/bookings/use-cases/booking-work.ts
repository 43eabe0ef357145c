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

/** What is done to a booking. If that changes what the booking holds, the answer says what an alternative must have. */
type Act = (booking: Booking, tx: Tx) => Promise<AlternativesQuery | void> | void;

/**
 * Where every change of a booking begins that its vehicle has a part in: with the locks of the vehicle that it has and of
 * the one that it is to have, in the order of their ids, and then with its own (rule 3b). So no two of them wait for each
 * other, and a booking that moves is held in neither place by anybody else.
 */
@Injectable()
export class BookingWork {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: BookingContextQueries,
  ) {}

  /**
   * Does it and saves the booking.
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

  /** Nothing where the booking got another vehicle before the lock of this one was had: it is the wrong lock. */
  async #attempt(tx: Tx, id: string, vehicleId: string, act: Act): Promise<Booking | undefined> {
    const booking = await tx.load(Booking, id);
    if (booking.vehicleId !== vehicleId) return undefined;
    const query = await act(booking, tx);
    const save = () => tx.save(booking);
    return query ? offeringAlternatives(() => query, save) : save();
  }
}
