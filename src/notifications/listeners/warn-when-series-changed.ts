import { Injectable } from '@nestjs/common';
import { SeriesChanged } from '../../bookings/events.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { WarnOfSkipped } from '../use-cases/warn-of-skipped.js';

/** AP-3: as of one booking (`WarnWhenBookingConfirmed`). */
@Injectable()
export class WarnWhenSeriesChanged {
  constructor(private readonly warnOfSkipped: WarnOfSkipped) {}

  @On(SeriesChanged)
  handle(event: SeriesChanged, tx: Tx): Promise<void> {
    return this.warnOfSkipped.run(tx, event, event.payload.confirmed);
  }
}
