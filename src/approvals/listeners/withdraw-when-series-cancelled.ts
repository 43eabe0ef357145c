import { Injectable } from '@nestjs/common';
import { SeriesCancelled } from '../../bookings/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { withdrawBookings } from '../use-cases/withdraw-bookings.js';

/** AP-8, AP-12: nothing is left to decide about cancelled bookings. */
@Injectable()
export class WithdrawWhenSeriesCancelled {
  @OnCommitting(SeriesCancelled)
  async handle({ payload: { cancelled } }: SeriesCancelled, tx: Tx): Promise<void> {
    await withdrawBookings(
      tx,
      cancelled.map(({ bookingId }) => bookingId),
    );
  }
}
