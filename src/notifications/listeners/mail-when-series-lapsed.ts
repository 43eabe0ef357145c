import { Injectable } from '@nestjs/common';
import { SeriesLapsed } from '../../bookings/events.js';
import { IdentityApi } from '../../identity/index.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { BookingStories, calendarOf, wasInCalendars } from '../use-cases/booking-stories.js';
import { type Note, WriteSeriesMails } from '../use-cases/write-series-mails.js';

/** AP-5: several at once, where a flow lets them lapse early: booker and approvers are told, and who entered them. */
@Injectable()
export class MailWhenSeriesLapsed {
  constructor(
    private readonly mails: WriteSeriesMails,
    private readonly stories: BookingStories,
    private readonly identity: IdentityApi,
  ) {}

  @On(SeriesLapsed)
  async handle(event: SeriesLapsed, tx: Tx): Promise<void> {
    const { lapsed } = event.payload;
    const stories = await this.stories.ofAll(lapsed);
    const approvers = await this.identity.holdersOf('approvals.decide', lapsed[0]!.branchId);
    const notes = stories.flatMap((story): Note[] => {
      const calendar = wasInCalendars(story) ? calendarOf(story, event, 'CANCEL') : undefined;
      const others = [story.originator, ...approvers].filter(({ id }) => id !== story.booker.id);
      const once = new Map(others.map((to) => [to.id, to]));
      return [{ to: story.booker, story, calendar }, ...[...once.values()].map((to) => ({ to, story }))];
    });
    await this.mails.run(tx, event, 'series-lapsed', notes, (_, about) => about);
  }
}
