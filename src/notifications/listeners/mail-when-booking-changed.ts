import { Injectable } from '@nestjs/common';
import { BookingChanged } from '../../bookings/events.js';
import { FleetApi, type VehicleView } from '../../fleet/index.js';
import { IdentityApi } from '../../identity/index.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { oneBranchOf } from '../domain/mail.js';
import { BookingStories } from '../use-cases/booking-stories.js';
import { alsoChanged, calendarAfter, whoIsTold } from '../use-cases/told-of-change.js';
import { WriteMails } from '../use-cases/write-mails.js';

/** BK-8, BK-16. Those of a series that are changed together are told of at once (`MailWhenSeriesChanged`). */
@Injectable()
export class MailWhenBookingChanged {
  constructor(
    private readonly mails: WriteMails,
    private readonly stories: BookingStories,
    private readonly identity: IdentityApi,
    private readonly fleet: FleetApi,
  ) {}

  @On(BookingChanged)
  async handle(event: BookingChanged, tx: Tx): Promise<void> {
    const change = event.payload;
    if (change.together) return;
    const told = await this.identity.users(whoIsTold(change));
    if (told.length === 0) return;
    const story = await this.stories.of(change.bookingId, change);
    const { facts: booking } = story;
    const formerVehicle = await this.fleet.vehicle(change.before.vehicleId);
    const { facts: former } = await this.stories.of(change.bookingId, change.before);
    const changer = await this.identity.user(change.changedBy);
    const oldBooker = told.find(({ id }) => id === change.before.bookerId)?.name ?? null;
    const model = {
      booking,
      changedBy: changer?.name ?? null,
      was: {
        vehicle: change.fields.includes('vehicleId') ? nameOf(formerVehicle) : null,
        period: change.fields.includes('period') ? former.period : null,
        booker: change.fields.includes('bookerId') ? oldBooker : null,
      },
      also: alsoChanged(change.fields),
      awaitsApproval: change.awaitsApproval,
    };
    await this.mails.run(
      tx,
      event,
      'booking-changed',
      told.map((to) => ({
        to,
        about: oneBranchOf([story, formerVehicle ?? story]),
        model: { ...model, mine: to.id === change.bookerId, byReader: to.id === change.changedBy },
        calendar: calendarAfter(to.id, story, change, event),
      })),
    );
  }
}

const nameOf = (vehicle: VehicleView | undefined): string | null =>
  vehicle ? `${vehicle.name} (${vehicle.registration})` : null;
