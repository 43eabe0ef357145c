import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { ApprovalsApi } from '../../approvals/index.js';
import { IdentityApi, type UserView } from '../../identity/index.js';
import type { Period } from '../../platform/domain/period.js';
import type { Tx } from '../../platform/work/tx.js';
import type { Booking } from '../domain/booking.js';
import { type BookingPlan, checksOfChange, mayTravel } from '../domain/booking-checks.js';
import type {
  ApprovalCriteria,
  BookingContext,
  NamedPerson,
  Permissions,
  Traveller,
  VehicleContext,
} from '../domain/booking-context.js';
import type { Approval } from '../domain/booking-details.js';
import type { AlternativesQuery } from '../domain/errors.js';
import type { VehicleCalendar } from '../domain/vehicle-calendar.js';
import { BookingContextQueries } from './booking-context.queries.js';

/** Reads the context for the checks in `domain/booking-checks.ts`. */
@Injectable()
export class BookingContextLoader {
  constructor(
    readonly queries: BookingContextQueries,
    readonly identity: IdentityApi,
    readonly approvals: ApprovalsApi,
  ) {}

  /** @param periods of all bookings that this transaction makes or changes */
  start(tx: Tx, actor: Actor, periods: readonly Period[]): TransactionContext {
    return new TransactionContext(tx, actor, this, periods);
  }
}

/**
 * The contexts of the bookings that one transaction makes or changes. The vehicles are locked, so what is read stays true
 * until the commit. Everything is read once, and every booking is noted here after its check, so that a series holds its
 * locks only briefly.
 */
export class TransactionContext {
  readonly #read = new Map<string, Promise<unknown>>();
  readonly #calendars = new Map<string, VehicleCalendar>();
  readonly #policies = new Map<string, string | null>();
  /** Ids of open bookings, by booker and policy. */
  readonly #open = new Map<string, Set<string>>();
  readonly #groupsOfBookers = new Map<string, readonly string[]>();

  constructor(
    private readonly tx: Tx,
    readonly actor: Actor,
    private readonly sources: BookingContextLoader,
    private readonly periods: readonly Period[],
  ) {}

  /** The context of a new booking. */
  ofNew(plan: BookingPlan): Promise<BookingContext> {
    return this.#load(plan, plan.reasonId, plan.passengerIds, [plan.bookerId, ...plan.passengerIds]);
  }

  /** The context of a booking that changes. */
  ofChange(plan: BookingPlan, booking: Booking, now: Date): Promise<BookingContext> {
    const joining = plan.passengerIds.filter((id) => !booking.passengerIds.includes(id));
    const { travellers } = checksOfChange(plan, booking, now);
    return this.#load(plan, booking.reasonId, joining, travellers ? [plan.bookerId, ...joining] : []);
  }

  /** What another vehicle must offer to replace that of a booking that was checked here. */
  alternativesTo({ id, vehicleId, branchId, period, passengerIds, bookerId }: Booking): AlternativesQuery {
    const groupIds = this.#groupsOfBookers.get(bookerId) ?? [];
    return { vehicleId, bookingId: id, branchId, period, people: passengerIds.length + 1, groupIds };
  }

  /** Adds the booking to its vehicle's calendar and to its booker's open bookings, for the checks of the next one. */
  note(booking: Booking): void {
    for (const calendar of this.#calendars.values()) calendar.release(booking.id);
    for (const open of this.#open.values()) open.delete(booking.id);
    if (!booking.isHolding) return;
    this.#calendars.get(booking.vehicleId)?.hold(booking.id, booking.period);
    const policyId = this.#policies.get(booking.vehicleId);
    const isOpen = booking.state === 'in_use' || booking.isOpen(new Date());
    if (policyId && isOpen) this.#open.get(quotaOf(booking.bookerId, policyId))?.add(booking.id);
  }

  /** Reads everything in one round trip. */
  async #load(
    { vehicleId, reasonId, bookerId }: BookingPlan,
    formerReasonId: string,
    namedPassengerIds: readonly string[],
    travellerIds: readonly string[],
  ): Promise<BookingContext> {
    const [vehicle, people, travellers] = await Promise.all([
      this.#vehicle(vehicleId, { reasonId, formerReasonId }),
      this.#people(bookerId, namedPassengerIds),
      this.#travellers(travellerIds),
    ]);
    const booker = bookerId === this.actor.userId ? ownself(this.actor) : people.get(bookerId);
    if (booker) this.#groupsOfBookers.set(bookerId, booker.groupIds);
    return {
      permissions: permissionsOf(this.actor, vehicle),
      vehicle,
      booker,
      namedPassengers: new Map(namedPassengerIds.map((id) => [id, people.get(id)])),
      travellers,
      countOpenBookings: (...args) => this.#countOpenBookings(...args),
      approvalOf: (...args) => this.#approvalOf(...args),
    };
  }

  #vehicle(
    vehicleId: string,
    reasons: { reasonId: string; formerReasonId: string },
  ): Promise<VehicleContext | undefined> {
    return this.#once(['vehicle', vehicleId, reasons.reasonId, reasons.formerReasonId], async () => {
      const vehicle = await this.sources.queries.vehicle(vehicleId, reasons, this.periods);
      if (!vehicle) return undefined;
      // For another reason the row is read again, but the calendar with the noted bookings stays.
      const calendar = this.#calendars.get(vehicleId) ?? vehicle.calendar;
      this.#calendars.set(vehicleId, calendar);
      this.#policies.set(vehicleId, vehicle.policyId);
      return { ...vehicle, calendar };
    });
  }

  #people(bookerId: string, passengerIds: readonly string[]): Promise<ReadonlyMap<string, NamedPerson>> {
    const ids = bookerId === this.actor.userId ? [...passengerIds] : [bookerId, ...passengerIds];
    return this.#once(['people', ...ids], async () => {
      const users = ids.length > 0 ? await this.sources.identity.users(ids) : [];
      return new Map(users.map((user) => [user.id, namedPerson(this.actor, user)]));
    });
  }

  #travellers(ids: readonly string[]): Promise<readonly Traveller[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return this.#once(['travellers', ...ids], () => this.sources.queries.travellers(ids));
  }

  async #countOpenBookings(bookerId: string, policyId: string, exceptBookingId?: string): Promise<number> {
    const quota = quotaOf(bookerId, policyId);
    await this.#once(['open', quota], async () => {
      // Without the lock, two bookings of one person on two vehicles would not count each other.
      await this.tx.lock('quota', bookerId);
      this.#open.set(quota, new Set(await this.sources.queries.openBookings(bookerId, policyId)));
    });
    const open = this.#open.get(quota)!;
    return exceptBookingId && open.has(exceptBookingId) ? open.size - 1 : open.size;
  }

  async #approvalOf(
    bookerId: string,
    { approvalFlowId, branchId, timeZone, reasonCategory }: VehicleContext,
    booking: ApprovalCriteria,
  ): Promise<Approval> {
    const requirementOf = await this.#once(['approval', approvalFlowId, branchId, bookerId], () =>
      Promise.resolve(this.sources.approvals.requirements(approvalFlowId, branchId, bookerId)),
    );
    return requirementOf({ ...booking, timeZone, reasonCategory });
  }

  #once<T>(key: readonly unknown[], read: () => Promise<T>): Promise<T> {
    const name = JSON.stringify(key);
    const result = this.#read.get(name) ?? read();
    this.#read.set(name, result);
    return result as Promise<T>;
  }
}

const quotaOf = (bookerId: string, policyId: string): string => `${bookerId} ${policyId}`;

function permissionsOf(actor: Actor, vehicle: VehicleContext | undefined): Permissions {
  return {
    userId: actor.userId,
    book: vehicle !== undefined && actor.can('book', 'Vehicle', vehicle),
    seeVehicle: vehicle !== undefined && actor.can('read', 'Vehicle', vehicle),
    manageBookings: vehicle !== undefined && actor.can('change', 'Booking', { branchId: vehicle.branchId }),
    overridePolicy: actor.may('override', 'BookingPolicy'),
  };
}

function ownself({ branchId, groupIds }: Actor): NamedPerson {
  return { branchId, groupIds, mayTravel: true, mayBeBookedFor: true, mayRideAlong: true };
}

function namedPerson(actor: Actor, user: UserView): NamedPerson {
  return {
    branchId: user.branchId,
    groupIds: user.groupIds,
    mayTravel: mayTravel(user),
    mayBeBookedFor: actor.can('book_for', 'User', user),
    mayRideAlong: mayRideAlong(actor, user),
  };
}

/** A passenger must be a colleague who may travel: a person of a branch that the actor may see. */
export function mayRideAlong(actor: Actor, user: UserView | undefined): boolean {
  if (!user || user.branchId === null || !mayTravel(user)) return false;
  return actor.can('read', 'Branch', { id: user.branchId });
}
