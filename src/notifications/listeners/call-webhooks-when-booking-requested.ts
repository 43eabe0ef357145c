import { Injectable } from '@nestjs/common';
import { BookingRequested } from '../../bookings/events.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { WriteDeliveries } from '../use-cases/write-deliveries.js';

/** NO-9. */
@Injectable()
export class CallWebhooksWhenBookingRequested {
  constructor(private readonly deliveries: WriteDeliveries) {}

  @On(BookingRequested)
  handle(event: BookingRequested, tx: Tx): Promise<void> {
    return this.deliveries.run(tx, event);
  }
}
