import { Injectable } from '@nestjs/common';
import { BookingChanged } from '../../bookings/events.js';
import { FleetApi } from '../../fleet/index.js';
import { IdentityApi } from '../../identity/index.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import type { CalendarEntry } from '../domain/mail.js';
import { BookingStories, type BookingStory, calendarOf } from '../use-cases/booking-stories.js';
import { WriteMails } from '../use-cases/write-mails.js';

type Change = BookingChanged['payload'];

/** What is not told by what it was before. */
const WORDS: Record<string, string> = {
  destination: 'destination',
  reasonId: 'reason',
  passengerIds: 'passengers',
  wholeVehicle: 'whether seats can be taken',
  costCentre: 'cost centre',
  notes: 'notes',
  customFields: 'further details',
};

/**
 * BK-8, BK-16: everyone in it is told where it is moved, or where somebody else changed it. What its own people change of
 * the rest is told to nobody but the passengers whom it puts in or out.
 */
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
    const told = await this.identity.users(whoIsTold(change));
    if (told.length === 0) return;
    const story = await this.stories.of(change.bookingId, change);
    const { facts: booking } = story;
    const { facts: former } = await this.stories.of(change.bookingId, change.before);
    const changer = await this.identity.user(change.changedBy);
    const oldBooker = told.find(({ id }) => id === change.before.bookerId)?.name ?? null;
    const model = {
      booking,
      changedBy: changer?.name ?? null,
      was: {
        vehicle: change.fields.includes('vehicleId') ? await this.#nameOf(change.before.vehicleId) : null,
        period: change.fields.includes('period') ? former.period : null,
        booker: change.fields.includes('bookerId') ? oldBooker : null,
      },
      also: change.fields.flatMap((field) => WORDS[field] ?? []).join(', ') || null,
      awaitsApproval: change.awaitsApproval,
    };
    await this.mails.run(
      tx,
      event,
      'booking-changed',
      told.map((to) => ({
        to,
        model: { ...model, mine: to.id === change.bookerId, byReader: to.id === change.changedBy },
        calendar: this.#calendar(to.id, story, event),
      })),
    );
  }

  /** Of who is in it, and of who is in it no more. */
  #calendar(userId: string, story: BookingStory, event: BookingChanged): CalendarEntry | undefined {
    const { bookerId, passengerIds, before, awaitsApproval } = event.payload;
    if ([bookerId, ...passengerIds].includes(userId)) return calendarOf(story, event, 'REQUEST', awaitsApproval);
    const wasIn = [before.bookerId, ...before.passengerIds].includes(userId);
    return wasIn ? calendarOf(story, event, 'CANCEL') : undefined;
  }

  async #nameOf(vehicleId: string): Promise<string | null> {
    const vehicle = await this.fleet.vehicle(vehicleId);
    return vehicle ? `${vehicle.name} (${vehicle.registration})` : null;
  }
}

function whoIsTold({ bookerId, originatorId, passengerIds, before, fields, changedBy }: Change): string[] {
  const moved = ['vehicleId', 'bookerId', 'period'].some((field) => fields.includes(field));
  const byOther = ![bookerId, originatorId].includes(changedBy);
  if (moved || byOther) return [bookerId, originatorId, before.bookerId, ...passengerIds, ...before.passengerIds];
  const put = passengerIds.filter((id) => !before.passengerIds.includes(id));
  const out = before.passengerIds.filter((id) => !passengerIds.includes(id));
  return [...put, ...out];
}
