import { Injectable } from '@nestjs/common';
import {
  BookingCancelled,
  BookingChanged,
  BookingCheckedOut,
  BookingConfirmed,
  BookingDeclined,
  BookingLapsed,
  BookingRequested,
  BookingReturned,
  SeatGivenUp,
  SeatTaken,
} from '../../bookings/events.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { WriteDeliveries } from '../use-cases/write-deliveries.js';

/** NO-9: whoever asked for an event gets it. A listener each, so that each is marked as handled by itself. */
@Injectable()
export class CallWebhooksWhenTold {
  constructor(private readonly deliveries: WriteDeliveries) {}

  @On(BookingRequested)
  bookingRequested(event: BookingRequested, tx: Tx): Promise<void> {
    return this.deliveries.run(tx, event);
  }

  @On(BookingConfirmed)
  bookingConfirmed(event: BookingConfirmed, tx: Tx): Promise<void> {
    return this.deliveries.run(tx, event);
  }

  @On(BookingDeclined)
  bookingDeclined(event: BookingDeclined, tx: Tx): Promise<void> {
    return this.deliveries.run(tx, event);
  }

  @On(BookingLapsed)
  bookingLapsed(event: BookingLapsed, tx: Tx): Promise<void> {
    return this.deliveries.run(tx, event);
  }

  @On(BookingCancelled)
  bookingCancelled(event: BookingCancelled, tx: Tx): Promise<void> {
    return this.deliveries.run(tx, event);
  }

  @On(BookingChanged)
  bookingChanged(event: BookingChanged, tx: Tx): Promise<void> {
    return this.deliveries.run(tx, event);
  }

  @On(BookingCheckedOut)
  bookingCheckedOut(event: BookingCheckedOut, tx: Tx): Promise<void> {
    return this.deliveries.run(tx, event);
  }

  @On(BookingReturned)
  bookingReturned(event: BookingReturned, tx: Tx): Promise<void> {
    return this.deliveries.run(tx, event);
  }

  @On(SeatTaken)
  seatTaken(event: SeatTaken, tx: Tx): Promise<void> {
    return this.deliveries.run(tx, event);
  }

  @On(SeatGivenUp)
  seatGivenUp(event: SeatGivenUp, tx: Tx): Promise<void> {
    return this.deliveries.run(tx, event);
  }
}
