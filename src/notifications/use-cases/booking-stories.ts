import { Injectable } from '@nestjs/common';
import { BookingsApi, calendarUid } from '../../bookings/index.js';
import { BranchesApi } from '../../branches/index.js';
import { FleetApi } from '../../fleet/index.js';
import { IdentityApi, type UserView } from '../../identity/index.js';
import type { CalendarEntry } from '../domain/mail.js';
import type { BookingFacts } from '../email/templates.js';
import { moment, period, shortMoment } from '../email/wording.js';

/** A booking as a mail tells of it, with the people in it. */
export interface BookingStory {
  facts: BookingFacts;
  notes: string | null;
  booker: UserView;
  /** The booker again, where they entered it themselves. */
  originator: UserView;
  version: number;
  /** The entry that it is in a calendar. */
  entry: Omit<CalendarEntry, 'method' | 'stamp' | 'tentative'>;
  /** Says an instant in the branch's time. */
  momentOf(instant: Date): string;
}

/** Whether it may have been mailed as an entry: one that ends undecided, and was never changed, was not. */
export const wasInCalendars = ({ version }: BookingStory): boolean => version > 2;

/** What a mail of now does to the calendar of somebody who drives or rides. */
export const calendarOf = (
  { entry }: BookingStory,
  event: { occurredAt: Date },
  method: CalendarEntry['method'],
  tentative = false,
): CalendarEntry => ({ ...entry, method, stamp: event.occurredAt.toISOString(), tentative });

/** Collects from the other contexts what a mail about a booking says. */
@Injectable()
export class BookingStories {
  constructor(
    private readonly bookings: BookingsApi,
    private readonly fleet: FleetApi,
    private readonly branches: BranchesApi,
    private readonly identity: IdentityApi,
  ) {}

  /**
   * @param at when it was to be at the time of the event; without, as it is now
   * @throws Error where something of it is missing, so that the event stays visible as undelivered
   */
  async of(bookingId: string, at?: { start: string; end: string }): Promise<BookingStory> {
    const booking = found('booking', await this.bookings.booking(bookingId));
    const vehicle = found('vehicle', await this.fleet.vehicle(booking.vehicleId));
    const branch = found('branch', await this.branches.branch(booking.branchId));
    const people = await this.identity.users([booking.bookerId, booking.originatorId]);
    const booker = found(
      'booker',
      people.find(({ id }) => id === booking.bookerId),
    );
    const originator = found(
      'originator',
      people.find(({ id }) => id === booking.originatorId),
    );
    const { start, end } = at ?? booking;
    const facts = {
      vehicle: vehicle.registration ? `${vehicle.name} (${vehicle.registration})` : vehicle.name,
      branch: branch.name,
      period: period(start, end, branch.timeZone),
      start: shortMoment(start, branch.timeZone),
      destination: booking.destination,
      reason: booking.reasonName,
      booker: booker.name,
      originator: originator.id === booker.id ? null : originator.name,
    };
    const momentOf = (instant: Date) => moment(instant, branch.timeZone);
    const entry = {
      uid: calendarUid(bookingId),
      sequence: booking.version,
      start: new Date(start).toISOString(),
      end: new Date(end).toISOString(),
      summary: facts.vehicle,
      location: branch.name,
      description: [facts.destination && `To ${facts.destination}`, `Reason: ${facts.reason}`, `For ${booker.name}`]
        .filter(Boolean)
        .join('\n'),
    };
    return { facts, notes: booking.notes, booker, originator, version: booking.version, entry, momentOf };
  }
}

function found<Thing>(name: string, thing: Thing | undefined): Thing {
  if (!thing) throw new Error(`The ${name} of a booking mail is not there.`);
  return thing;
}
