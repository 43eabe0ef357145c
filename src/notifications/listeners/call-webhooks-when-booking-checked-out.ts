import { Injectable } from '@nestjs/common';
import { BookingCheckedOut } from '../../bookings/events.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { WriteDeliveries } from '../use-cases/write-deliveries.js';

/** NO-9. */
@Injectable()
export class CallWebhooksWhenBookingCheckedOut {
  constructor(private readonly deliveries: WriteDeliveries) {}

  @On(BookingCheckedOut)
  handle(event: BookingCheckedOut, tx: Tx): Promise<void> {
    return this.deliveries.run(tx, event);
  }
}
