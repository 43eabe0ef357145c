import { Injectable } from '@nestjs/common';
import { BookingsApi, type BookingView, calendarUid } from '../../bookings/index.js';
import { BranchesApi } from '../../branches/index.js';
import { FleetApi } from '../../fleet/index.js';
import { IdentityApi, type UserView } from '../../identity/index.js';
import { type CalendarEntry, oneBranchOf } from '../domain/mail.js';
import type { BookingFacts } from '../email/templates.js';
import { moment, period, shortMoment } from '../email/wording.js';

/** A booking as a mail tells of it, with the people in it. */
export interface BookingStory {
  facts: BookingFacts;
  /** Its branch; null where its vehicle has gone to another since. */
  branchId: string | null;
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
    return (await this.ofAll([{ bookingId, ...at }]))[0]!;
  }

  /** The same of several, in their order, by as many questions as of one. */
  async ofAll(
    told: readonly { bookingId: string; start?: Date | string; end?: Date | string }[],
  ): Promise<BookingStory[]> {
    const bookings = byId(await this.bookings.bookings(told.map(({ bookingId }) => bookingId)));
    const all = [...bookings.values()];
    const vehicles = await each(all, 'vehicleId', (id) => this.fleet.vehicle(id));
    const branches = await each(all, 'branchId', (id) => this.branches.branch(id));
    const people = byId(
      await this.identity.users([...new Set(all.flatMap((one) => [one.bookerId, one.originatorId]))]),
    );
    return told.map(({ bookingId, start, end }) => {
      const booking = found('booking', bookings.get(bookingId));
      return storyOf(start && end ? { ...booking, start, end } : booking, {
        vehicle: found('vehicle', vehicles.get(booking.vehicleId)),
        branch: found('branch', branches.get(booking.branchId)),
        booker: found('booker', people.get(booking.bookerId)),
        originator: found('originator', people.get(booking.originatorId)),
      });
    });
  }
}

interface Setting {
  vehicle: { branchId: string; name: string; registration: string | null };
  branch: { name: string; timeZone: string };
  booker: UserView;
  originator: UserView;
}

type Told = Omit<BookingView, 'start' | 'end'> & { start: Date | string; end: Date | string };

function storyOf(booking: Told, { vehicle, branch, booker, originator }: Setting): BookingStory {
  const { id, start, end, version, notes } = booking;
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
    uid: calendarUid(id),
    sequence: version,
    start: new Date(start).toISOString(),
    end: new Date(end).toISOString(),
    summary: facts.vehicle,
    location: branch.name,
    description: [facts.destination && `To ${facts.destination}`, `Reason: ${facts.reason}`, `For ${booker.name}`]
      .filter(Boolean)
      .join('\n'),
  };
  return { facts, ...oneBranchOf([booking, vehicle]), notes, booker, originator, version, entry, momentOf };
}

const byId = <Thing extends { id: string }>(things: readonly Thing[]): Map<string, Thing> =>
  new Map(things.map((thing) => [thing.id, thing]));

/** Asks once for each of what the bookings have. */
async function each<Thing>(
  bookings: readonly BookingView[],
  field: 'vehicleId' | 'branchId',
  ask: (id: string) => Promise<Thing | undefined>,
): Promise<Map<string, Thing | undefined>> {
  const things = new Map<string, Thing | undefined>();
  for (const id of new Set(bookings.map((booking) => booking[field]))) things.set(id, await ask(id));
  return things;
}

function found<Thing>(name: string, thing: Thing | undefined): Thing {
  if (!thing) throw new Error(`The ${name} of a booking mail is not there.`);
  return thing;
}
