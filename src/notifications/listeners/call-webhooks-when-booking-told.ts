import { Injectable } from '@nestjs/common';
import * as bookingEvents from '../../bookings/events.js';
import type { DomainEvent, EventClass } from '../../platform/domain/domain-event.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { isWebhookEvent } from '../domain/webhook-events.js';
import { WriteDeliveries } from '../use-cases/webhooks/write-deliveries.js';

const told = (Object.values(bookingEvents) as EventClass[]).filter(({ type }) => isWebhookEvent(type));

/** Handles the events of `domain/webhook-events.ts`. */
@Injectable()
export class CallWebhooksWhenBookingTold {
  constructor(private readonly deliveries: WriteDeliveries) {}

  @On<DomainEvent>(...told)
  handle(event: DomainEvent, tx: Tx): Promise<void> {
    return this.deliveries.run(tx, event);
  }
}
