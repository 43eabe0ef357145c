import { Injectable } from '@nestjs/common';
import { SeriesDecided } from '../../bookings/events.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { BookingStories, calendarOf, wasInCalendars } from '../use-cases/booking-stories.js';
import { listed, type Note, WriteSeriesMails } from '../use-cases/write-series-mails.js';

/** AP-8, AP-12: the booker, and who entered the series for them, are told at once what was confirmed and what declined. */
@Injectable()
export class MailWhenSeriesDecided {
  constructor(
    private readonly mails: WriteSeriesMails,
    private readonly stories: BookingStories,
  ) {}

  @On(SeriesDecided)
  async handle(event: SeriesDecided, tx: Tx): Promise<void> {
    const { confirmed, declined } = event.payload;
    const yes = await this.stories.ofAll(confirmed);
    const no = await this.stories.ofAll(declined);
    const notes = [...yes, ...no].flatMap((story): Note[] => {
      const isDeclined = no.includes(story);
      const shown = !isDeclined || wasInCalendars(story);
      const calendar = shown ? calendarOf(story, event, isDeclined ? 'CANCEL' : 'REQUEST') : undefined;
      const toBooker = { to: story.booker, story, calendar };
      return story.originator.id === story.booker.id ? [toBooker] : [toBooker, { to: story.originator, story }];
    });
    const note = declined[0]?.note ?? null;
    await this.mails.run(tx, event, 'series-decided', notes, (own, { booking, mine }) => {
      const [kept, refused] = [
        own.filter(({ story }) => yes.includes(story)),
        own.filter(({ story }) => no.includes(story)),
      ];
      return { booking, mine, note, confirmed: listedOrNone(kept), declined: listedOrNone(refused) };
    });
  }
}

const listedOrNone = (notes: readonly Note[]) => (notes.length > 0 ? listed(notes) : null);
