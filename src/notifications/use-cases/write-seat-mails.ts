import { Injectable } from '@nestjs/common';
import { IdentityApi } from '../../identity/index.js';
import type { DomainEvent } from '../../platform/domain/domain-event.js';
import type { Tx } from '../../platform/work/tx.js';
import type { CalendarMessage } from '../domain/mail.js';
import type { AboutSeat } from '../email/booking-models.js';
import type { MailDefinition } from '../email/mail-definition.js';
import { BookingStories, calendarOf, type ToldBooking } from './booking-stories.js';
import { WriteMails } from './write-mails.js';

interface SeatBooking extends ToldBooking {
  passengerId: string;
  by: string;
}

/** BK-8: mails the driver who joins or leaves, and the passenger if someone else made the change. */
@Injectable()
export class WriteSeatMails {
  constructor(
    private readonly mails: WriteMails,
    private readonly stories: BookingStories,
    private readonly identity: IdentityApi,
  ) {}

  async run(
    tx: Tx,
    event: DomainEvent<SeatBooking>,
    mail: MailDefinition<AboutSeat>,
    method: CalendarMessage['method'],
  ): Promise<void> {
    const { passengerId, by } = event.payload;
    const story = await this.stories.of(event.payload);
    const { facts: booking, booker } = story;
    const calendar = calendarOf(story, event, method);
    const [passenger, actor] = await Promise.all([this.identity.user(passengerId), this.identity.user(by)]);
    if (!passenger) throw new Error('The passenger of a seat email does not exist.');
    const told = [booker, passenger].filter(({ id }) => id !== by);
    const model = { booking, passenger: passenger.name, by: by === passengerId ? null : (actor?.name ?? null) };
    await this.mails.run(
      tx,
      event,
      mail,
      told.map((to) => ({
        to,
        about: story,
        model: { ...model, mine: to === booker, theirs: to === passenger },
        calendar: to === passenger ? calendar : undefined,
      })),
    );
  }
}
