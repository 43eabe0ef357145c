import { Injectable } from '@nestjs/common';
import { SeatTaken } from '../../bookings/events.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { WriteDeliveries } from '../use-cases/write-deliveries.js';

/** NO-9. */
@Injectable()
export class CallWebhooksWhenSeatTaken {
  constructor(private readonly deliveries: WriteDeliveries) {}

  @On(SeatTaken)
  handle(event: SeatTaken, tx: Tx): Promise<void> {
    return this.deliveries.run(tx, event);
  }
}
