import { Injectable } from '@nestjs/common';
import { BookingLapsed } from '../../bookings/events.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { WriteDeliveries } from '../use-cases/write-deliveries.js';

/** NO-9. */
@Injectable()
export class CallWebhooksWhenBookingLapsed {
  constructor(private readonly deliveries: WriteDeliveries) {}

  @On(BookingLapsed)
  handle(event: BookingLapsed, tx: Tx): Promise<void> {
    return this.deliveries.run(tx, event);
  }
}
