import { Injectable } from '@nestjs/common';
import { SeriesChanged } from '../../bookings/events.js';
import { IdentityApi } from '../../identity/index.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { BookingStories } from '../use-cases/booking-stories.js';
import { peopleByIds } from '../use-cases/people-by-ids.js';
import { alsoChanged, calendarAfter, whoIsTold } from '../use-cases/told-of-change.js';
import { type Note, WriteSeriesMails } from '../use-cases/write-series-mails.js';

/**
 * BK-16, AP-12: who is told of a booking that is changed (`MailWhenBookingChanged`) is told of all of them once; and the booker
 * of those that a change confirms, as they waited for that.
 */
@Injectable()
export class MailWhenSeriesChanged {
  constructor(
    private readonly mails: WriteSeriesMails,
    private readonly stories: BookingStories,
    private readonly identity: IdentityApi,
  ) {}

  @On(SeriesChanged)
  async handle(event: SeriesChanged, tx: Tx): Promise<void> {
    const changed = event.payload.changed.toSorted((one, other) => one.start.localeCompare(other.start));
    if (changed.length === 0) return;
    const { changedBy } = changed[0]!;
    const confirmed = new Set(event.payload.confirmed.map(({ bookingId }) => bookingId));
    const toldOf = (change: (typeof changed)[number]) =>
      confirmed.has(change.bookingId) ? [...whoIsTold(change), change.bookerId] : whoIsTold(change);
    const people = await peopleByIds(this.identity, [changedBy, ...changed.flatMap(toldOf)]);
    const stories = await this.stories.ofAll(changed);
    const before = await this.stories.ofAll(changed.map(({ bookingId, before: was }) => ({ bookingId, ...was })));
    const notes = changed.flatMap((change, at): Note[] => {
      const story = stories[at]!;
      const beside = change.fields.includes('period') ? `before ${before[at]!.facts.start}` : undefined;
      return [...new Set(toldOf(change))].flatMap((id) => {
        const to = people.get(id);
        return to ? { to, story, beside, calendar: calendarAfter(id, story, change, event) } : [];
      });
    });
    const waiting = changed.filter(({ awaitsApproval }) => awaitsApproval).length;
    const also = alsoChanged([...new Set(changed.flatMap(({ fields }) => fields))]);
    const name = people.get(changedBy)?.name ?? null;
    await this.mails.run(tx, event, 'series-changed', notes, ([first], about) => ({
      ...about,
      ...{ also, waiting, confirmed: confirmed.size, changedBy: name, byReader: first!.to.id === changedBy },
    }));
  }
}
