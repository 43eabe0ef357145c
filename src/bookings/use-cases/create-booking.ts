import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import type { Booking } from '../domain/booking.js';
import { Alternatives } from './alternatives.js';
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
    const create = () => this.work.run(actor, (tx) => this.place.run(tx, actor, request), { locks });
    return this.alternatives.orElse(actor, create);
  }
}
