import { Injectable } from '@nestjs/common';
import { SeriesCancelled } from '../../bookings/events.js';
import { IdentityApi } from '../../identity/index.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { BookingStories, calendarOf } from '../use-cases/booking-stories.js';
import { peopleByIds } from '../use-cases/people-by-ids.js';
import { type Note, WriteSeriesMails } from '../use-cases/write-series-mails.js';

/** BK-16, AP-12: as of one booking (`MailWhenBookingCancelled`), everyone in any of them once. */
@Injectable()
export class MailWhenSeriesCancelled {
  constructor(
    private readonly mails: WriteSeriesMails,
    private readonly stories: BookingStories,
    private readonly identity: IdentityApi,
  ) {}

  @On(SeriesCancelled)
  async handle(event: SeriesCancelled, tx: Tx): Promise<void> {
    const { cancelled } = event.payload;
    const { cancelledBy, reason } = cancelled[0]!;
    const stories = await this.stories.ofAll(cancelled);
    const people = await peopleByIds(this.identity, [cancelledBy, ...cancelled.flatMap((one) => one.passengerIds)]);
    const notes = stories.flatMap((story, at): Note[] => {
      const inIt = [story.booker, ...cancelled[at]!.passengerIds.flatMap((id) => people.get(id) ?? [])];
      const calendar = calendarOf(story, event, 'CANCEL');
      const { originator } = story;
      const alsoTold = originator.id !== cancelledBy && !inIt.some(({ id }) => id === originator.id);
      return [...inIt.map((to) => ({ to, story, calendar })), ...(alsoTold ? [{ to: originator, story }] : [])];
    });
    const name = people.get(cancelledBy)?.name ?? null;
    await this.mails.run(tx, event, 'series-cancelled', notes, ([first], about) => ({
      ...about,
      ...{ reason, cancelledBy: name, byReader: first!.to.id === cancelledBy },
    }));
  }
}
