import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import type { Tx } from '../../platform/work/tx.js';
import type { Booking } from '../domain/booking.js';
import type { AlternativesQuery } from '../domain/errors.js';
import { Alternatives, offeringAlternatives } from './alternatives.js';
import { PlaceBooking, type BookingRequest } from './place-booking.js';

@Injectable()
export class CreateBooking {
  constructor(
    private readonly work: UnitOfWork,
    private readonly place: PlaceBooking,
    private readonly alternatives: Alternatives,
  ) {}

  run(actor: Actor, request: BookingRequest): Promise<Booking> {
    const locks = [['vehicle', request.vehicleId]] as const;
    let instead: AlternativesQuery | undefined;
    const place = async (tx: Tx) => {
      const placed = await this.place.runLast(tx, actor, request);
      instead = placed.instead;
      return placed.booking;
    };
    const create = () =>
      offeringAlternatives(
        () => instead,
        () => this.work.run(actor, place, { locks }),
      );
    return this.alternatives.orElse(actor, create);
  }
}
