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
  /** Its branch; null where its vehicle has gone to another since. */
  branchId: string | null;
  booker: UserView;
  /** The booker again, where they entered it themselves. */
  originator: UserView;
  version: number;
  /** The entry that it is in a calendar; `tentative` while it waits for approval. */
  entry: Omit<CalendarMessage, 'method' | 'stamp'>;
  /** Says an instant in the branch's time. */
  momentOf(instant: Date): LocalisedText;
}

/** Whether it may have been mailed as an entry: one that ends undecided, and was never changed, was not. */
export const wasInCalendars = ({ version }: BookingStory): boolean => version > 2;

/** What an email about an event does to the calendar of a driver or passenger. */
export const calendarOf = (
  { entry }: BookingStory,
  event: { occurredAt: Date },
  method: CalendarMessage['method'],
): CalendarMessage => ({ ...entry, method, stamp: event.occurredAt.toISOString() });

/** Collects from the other contexts what an email about a booking says. */
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
   * @throws Error where something of it is missing, so that the event stays visible as undelivered
   */
  async of(told: ToldBooking): Promise<BookingStory> {
    return (await this.ofAll([told]))[0]!;
  }

  /** The same of several, in their order, by as many questions as of one. */
  async ofAll(all: readonly ToldBooking[]): Promise<BookingStory[]> {
    const told = await this.#completed(all);
    // At once: in a transaction that is one packet.
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

  /** A booking as it stands now, for mails that no event of the booking causes. */
  async ofNow(bookingId: string): Promise<BookingStory & { notes: string | null }> {
    const booking = found('booking', await this.bookings.booking(bookingId));
    return { ...(await this.of({ ...booking, bookingId })), notes: booking.notes };
  }

  /** The same of several; the times may be those of the request that asks about them. */
  async allOfNow(asked: readonly { bookingId: string; start: Date; end: Date }[]): Promise<BookingStory[]> {
    const bookings = byId(await this.bookings.bookings(asked.map(({ bookingId }) => bookingId)));
    return this.ofAll(asked.map((one) => ({ ...found('booking', bookings.get(one.bookingId)), ...one })));
  }

  /** An event that an earlier release stored does not carry the whole booking: what it lacks is taken from the booking of now. */
  async #completed(all: readonly ToldBooking[]): Promise<readonly ToldBooking[]> {
    const lacking = all.filter(({ version }) => (version as number | undefined) === undefined);
    if (lacking.length === 0) return all;
    const bookings = byId(await this.bookings.bookings(lacking.map(({ bookingId }) => bookingId)));
    return all.map((told) => ({ ...bookings.get(told.bookingId), ...told }));
  }
}

/** A reason can be deleted when no booking has it any more; an event of a booking that had it may come later. */
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

/** Asks once for each of what the bookings have. */
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
