import { Injectable } from '@nestjs/common';
import { SeriesMade } from '../../bookings/events.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { BookingStories, calendarOf } from '../use-cases/booking-stories.js';
import { WriteSeriesMails } from '../use-cases/write-series-mails.js';
import { howAll } from '../use-cases/how-confirmed.js';

/** The booker is told which are confirmed, once; what waits is told when it is decided. */
@Injectable()
export class MailWhenSeriesMade {
  constructor(
    private readonly mails: WriteSeriesMails,
    private readonly stories: BookingStories,
  ) {}

  @On(SeriesMade)
  async handle(event: SeriesMade, tx: Tx): Promise<void> {
    const { confirmed, requested } = event.payload;
    const stories = await this.stories.ofAll(confirmed);
    const notes = stories.map((story) => ({ to: story.booker, story, calendar: calendarOf(story, event, 'REQUEST') }));
    const [how, waiting] = [howAll(confirmed.map(({ approval }) => approval)), requested.length];
    await this.mails.run(tx, event, 'series-booked', notes, (_, about) => ({ ...about, how, waiting }));
  }
}
