import { Injectable } from '@nestjs/common';
import { BookingRequested } from '../../bookings/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { OpenRequest } from '../use-cases/open-request.js';

/** AP-1: opens a request. Bookings of a series get one request together (`OpenWhenSeriesMade`). */
@Injectable()
export class OpenWhenBookingRequested {
  constructor(private readonly openRequest: OpenRequest) {}

  @OnCommitting(BookingRequested)
  async handle({ payload }: BookingRequested, tx: Tx): Promise<void> {
    if (!payload.together) await this.openRequest.of(tx, payload);
  }
}
