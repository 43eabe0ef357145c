import { Injectable } from '@nestjs/common';
import { IdentityApi } from '../../identity/index.js';
import type { DomainEvent } from '../../platform/domain/domain-event.js';
import type { Tx } from '../../platform/work/tx.js';
import { BookingStories, calendarOf } from './booking-stories.js';
import { WriteMails } from './write-mails.js';

interface Seat {
  bookingId: string;
  start: string;
  end: string;
  passengerId: string;
  by: string;
}

/** BK-8: the driver is told who comes along, or does not; and so is a passenger where somebody else did it. */
@Injectable()
export class WriteSeatMails {
  constructor(
    private readonly mails: WriteMails,
    private readonly stories: BookingStories,
    private readonly identity: IdentityApi,
  ) {}

  async run(tx: Tx, event: DomainEvent<Seat>, template: 'seat-taken' | 'seat-given-up'): Promise<void> {
    const { bookingId, passengerId, by } = event.payload;
    const story = await this.stories.of(bookingId, event.payload);
    const { facts: booking, booker } = story;
    const calendar = calendarOf(story, event, template === 'seat-taken' ? 'REQUEST' : 'CANCEL');
    const [passenger, actor] = await Promise.all([this.identity.user(passengerId), this.identity.user(by)]);
    if (!passenger) throw new Error('The passenger of a seat mail is not there.');
    const told = [booker, passenger].filter(({ id }) => id !== by);
    const model = { booking, passenger: passenger.name, by: by === passengerId ? null : (actor?.name ?? null) };
    await this.mails.run(
      tx,
      event,
      template,
      told.map((to) => ({
        to,
        about: story,
        model: { ...model, mine: to === booker, theirs: to === passenger },
        calendar: to === passenger ? calendar : undefined,
      })),
    );
  }
}
