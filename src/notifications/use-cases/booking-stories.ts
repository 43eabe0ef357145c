import { Injectable } from '@nestjs/common';
import { BookingsApi, calendarTimes, calendarUid } from '../../bookings/index.js';
import { BranchesApi } from '../../branches/index.js';
import { FleetApi } from '../../fleet/index.js';
import { IdentityApi, type UserView } from '../../identity/index.js';
import { type CalendarMessage, oneBranchOf } from '../domain/mail.js';
import type { MailedBooking } from '../email/booking-models.js';
import { type ForReaders, type LocalisedText, moment, period, shortMoment } from '../../platform/domain/shown-time.js';

/** A booking at one moment, as an event carries it. */
export interface ToldBooking {
  bookingId: string;
  vehicleId: string;
  branchId: string;
  bookerId: string;
  originatorId: string;
  start: Date | string;
  end: Date | string;
  version: number;
  state: string;
  destination: string | null;
  reasonId: string;
}

/** A booking as an email tells of it, with the people in it. */
export interface BookingStory {
  facts: ForReaders<MailedBooking>;
  /** The branch; null if the vehicle has moved to another one since. */
  branchId: string | null;
  booker: UserView;
  /** The same person as the booker, if they entered it themselves. */
  originator: UserView;
  version: number;
  /** The booking as a calendar entry; `tentative` while it waits for approval. */
  entry: Omit<CalendarMessage, 'method' | 'stamp'>;
  /** Formats an instant in the branch's local time. */
  momentOf(instant: Date): LocalisedText;
}

/** Whether the booking may be in calendars. One that ended without a decision and never changed is not. */
export const wasInCalendars = ({ version }: BookingStory): boolean => version > 2;

/** What an email about an event does to the calendar of a driver or passenger. */
export const calendarOf = (
  { entry }: BookingStory,
  event: { occurredAt: Date },
  method: CalendarMessage['method'],
): CalendarMessage => ({ ...entry, method, stamp: event.occurredAt.toISOString() });

/** Collects what an email about a booking says from the other contexts. */
@Injectable()
export class BookingStories {
  constructor(
    private readonly bookings: BookingsApi,
    private readonly fleet: FleetApi,
    private readonly branches: BranchesApi,
    private readonly identity: IdentityApi,
  ) {}

  /**
   * The booking as the event describes it, even if it has changed since.
   *
   * @throws Error if something about it is missing, so that the event stays visible as undelivered
   */
  async of(told: ToldBooking): Promise<BookingStory> {
    return (await this.ofAll([told]))[0]!;
  }

  /** The same for several bookings, in their order, with the same number of queries. */
  async ofAll(all: readonly ToldBooking[]): Promise<BookingStory[]> {
    const told = await this.#completed(all);
    // In parallel: in a transaction that is one round trip.
    const [vehicles, branches, people, reasons] = await Promise.all([
      each(told, 'vehicleId', (id) => this.fleet.vehicle(id)),
      each(told, 'branchId', (id) => this.branches.branch(id)),
      this.identity.users([...new Set(told.flatMap((one) => [one.bookerId, one.originatorId]))]).then(byId),
      this.bookings.reasonNames([...new Set(told.map(({ reasonId }) => reasonId))]),
    ]);
    return told.map((booking) =>
      storyOf(booking, {
        vehicle: found('vehicle', vehicles.get(booking.vehicleId)),
        branch: found('branch', branches.get(booking.branchId)),
        booker: found('booker', people.get(booking.bookerId)),
        originator: found('originator', people.get(booking.originatorId)),
        reason: reasons.get(booking.reasonId) ?? REMOVED_REASON,
      }),
    );
  }

  /** A booking in its current state, for emails that no event of the booking causes. */
  async ofNow(bookingId: string): Promise<BookingStory & { notes: string | null }> {
    const booking = found('booking', await this.bookings.booking(bookingId));
    return { ...(await this.of({ ...booking, bookingId })), notes: booking.notes };
  }

  /** The same for several bookings, with the times of the request if there is one. */
  async allOfNow(asked: readonly { bookingId: string; start: Date; end: Date }[]): Promise<BookingStory[]> {
    const bookings = byId(await this.bookings.bookings(asked.map(({ bookingId }) => bookingId)));
    return this.ofAll(asked.map((one) => ({ ...found('booking', bookings.get(one.bookingId)), ...one })));
  }

  /** An event from an earlier release may lack fields: they are taken from the current booking. */
  async #completed(all: readonly ToldBooking[]): Promise<readonly ToldBooking[]> {
    const lacking = all.filter(({ version }) => (version as number | undefined) === undefined);
    if (lacking.length === 0) return all;
    const bookings = byId(await this.bookings.bookings(lacking.map(({ bookingId }) => bookingId)));
    return all.map((told) => ({ ...bookings.get(told.bookingId), ...told }));
  }
}

/** A reason can be deleted once no booking uses it, and an event of a former booking may be delivered later. */
const REMOVED_REASON = '(no longer available)';

interface Setting {
  vehicle: { branchId: string; name: string; registration: string | null };
  branch: { name: string; timeZone: string };
  booker: UserView;
  originator: UserView;
  reason: string;
}

function storyOf(booking: ToldBooking, { vehicle, branch, booker, originator, reason }: Setting): BookingStory {
  const { bookingId, start, end, version } = booking;
  const vehicleName = vehicle.registration ? `${vehicle.name} (${vehicle.registration})` : vehicle.name;
  const facts = {
    id: bookingId,
    vehicle: vehicleName,
    branch: branch.name,
    period: period(start, end, branch.timeZone),
    start: shortMoment(start, branch.timeZone),
    destination: booking.destination,
    reason,
    booker: booker.name,
    originator: originator.id === booker.id ? null : originator.name,
  };
  const momentOf = (instant: Date) => moment(instant, branch.timeZone);
  const times = calendarTimes(start, end);
  const entry = {
    uid: calendarUid(bookingId),
    sequence: version,
    start: times.start.toISOString(),
    end: times.end.toISOString(),
    summary: vehicleName,
    location: branch.name,
    description: [facts.destination && `To ${facts.destination}`, `Reason: ${reason}`, `For ${booker.name}`]
      .filter(Boolean)
      .join('\n'),
    tentative: booking.state === 'pending',
  };
  return { facts, ...oneBranchOf([booking, vehicle]), booker, originator, version, entry, momentOf };
}

const byId = <Thing extends { id: string }>(things: readonly Thing[]): Map<string, Thing> =>
  new Map(things.map((thing) => [thing.id, thing]));

/** Reads each of the things that the bookings refer to once. */
async function each<Thing>(
  bookings: readonly ToldBooking[],
  field: 'vehicleId' | 'branchId',
  ask: (id: string) => Promise<Thing | undefined>,
): Promise<Map<string, Thing | undefined>> {
  const ids = [...new Set(bookings.map((booking) => booking[field]))];
  return new Map(await Promise.all(ids.map(async (id) => [id, await ask(id)] as const)));
}

function found<Thing>(name: string, thing: Thing | undefined): Thing {
  if (!thing) throw new Error(`The ${name} of a booking email does not exist.`);
  return thing;
}
