import { Injectable } from '@nestjs/common';
import { VehicleStillOut } from '../../bookings/events.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { BookingStories } from '../use-cases/booking-stories.js';
import { WriteMails } from '../use-cases/write-mails.js';

/** BK-13: the next booker is told which vehicles are free instead. */
@Injectable()
export class MailWhenVehicleStillOut {
  constructor(
    private readonly mails: WriteMails,
    private readonly stories: BookingStories,
  ) {}

  @On(VehicleStillOut)
  async handle(event: VehicleStillOut, tx: Tx): Promise<void> {
    const { bookingId, alternatives } = event.payload;
    const story = await this.stories.of(bookingId, event.payload);
    const { facts: booking, booker } = story;
    const names = alternatives.map(({ name }) => name);
    const model = { booking, mine: true, alternatives: names, anyFree: names.length > 0 };
    await this.mails.run(tx, event, 'late-vehicle', [{ to: booker, about: story, model }]);
  }
}
