import { Injectable } from '@nestjs/common';
import { SeriesChanged } from '../../bookings/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { OpenRequest } from '../use-cases/open-request.js';
import { withdrawBookings } from '../use-cases/withdraw-bookings.js';

/**
 * AP-8, BK-10, AP-12: withdraws the open requests first, then opens one new request for all bookings that need approval
 * again.
 */
@Injectable()
export class ReopenWhenSeriesChanged {
  constructor(private readonly openRequest: OpenRequest) {}

  @OnCommitting(SeriesChanged)
  async handle({ payload: { seriesId, changed, requested } }: SeriesChanged, tx: Tx): Promise<void> {
    const reconsidered = changed.filter((each) => each.reconsidered);
    await withdrawBookings(
      tx,
      reconsidered.map(({ bookingId }) => bookingId),
    );
    await this.openRequest.ofSeries(tx, seriesId, requested);
  }
}
