import { Injectable } from '@nestjs/common';
import { SeriesMade } from '../../bookings/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { OpenRequest } from '../use-cases/open-request.js';

/** AP-12: opens one request for the bookings of a new series that need approval. */
@Injectable()
export class OpenWhenSeriesMade {
  constructor(private readonly openRequest: OpenRequest) {}

  @OnCommitting(SeriesMade)
  async handle({ payload: { seriesId, requested } }: SeriesMade, tx: Tx): Promise<void> {
    await this.openRequest.ofSeries(tx, seriesId, requested);
  }
}
