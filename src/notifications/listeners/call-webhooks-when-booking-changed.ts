import { Injectable } from '@nestjs/common';
import { BookingChanged } from '../../bookings/events.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { WriteDeliveries } from '../use-cases/write-deliveries.js';

/** NO-9. */
@Injectable()
export class CallWebhooksWhenBookingChanged {
  constructor(private readonly deliveries: WriteDeliveries) {}

  @On(BookingChanged)
  handle(event: BookingChanged, tx: Tx): Promise<void> {
    return this.deliveries.run(tx, event);
  }
}
