import { Forbidden, UnknownReference } from '../../platform/domain/domain-error.js';
import type { Period } from '../../platform/domain/period.js';
import type { BookingContext, NamedPerson, Permissions, Traveller, VehicleContext } from './booking-context.js';
import {
  type Approval,
  type BookingDetails,
  type BookingPhase,
  type CheckResult,
  decisive,
  holding,
  phaseOf,
  type PolicyOverride,
} from './booking-details.js';
import { ensureLength } from './booking-length.js';
import type { Booking } from './booking.js';
import { ensureCustomFields } from './custom-fields.js';
import {
  BOOKED,
  AgreementNotAccepted,
  BookerNotAllowed,
  PolicyViolated,
  ReasonDisabled,
  StartInPast,
  TooLateForApproval,
  TooManyPassengers,
  VehicleNotFree,
  VehicleNotOpen,
  VehicleOutOfService,
} from './errors.js';
import { violationsOf } from './policy-limits.js';

/** A booking as it would be after it is made or changed. Its branch is that of its vehicle. */
export type BookingPlan = Omit<BookingDetails, 'branchId' | 'originatorId'> & { overridePolicy: boolean };

/** Which checks apply: all of them to a new booking, and to a change those for what it changes (BK-10). */
interface ChecksToRun {
  /** The vehicle, the booker or the period changes. */
  holding: boolean;
  /** The booking gets another booker. */
  newBooker: boolean;
  /** Driver and passengers must be allowed to travel. For a running booking this was checked when it was made. */
  travellers: boolean;
  reason: boolean;
  seats: boolean;
  customFields: boolean;
}

const EVERY_CHECK: ChecksToRun = {
  holding: true,
  newBooker: true,
  travellers: true,
  reason: true,
  seats: true,
  customFields: true,
};

/** The booking to check, and the context that the checks read. */
interface CheckedBooking {
  plan: BookingPlan;
  context: BookingContext;
  vehicle: VehicleContext;
  booker: NamedPerson;
  /** The booking that changes; undefined for a new one. */
  booking: Booking | undefined;
  recurring: boolean;
  /** The time that the start is compared with; null where the start stays as it is. */
  now: Date | null;
}

/**
 * BK-4 for a new booking: the checks run in the order in which they are written here, and the first that fails is the answer.
 *
 * @param recurring whether it is one of a series
 * @throws DomainError of BK-4
 */
export async function checkNewBooking(
  plan: BookingPlan,
  context: BookingContext,
  { now, recurring }: { now: Date; recurring: boolean },
): Promise<Required<CheckResult>> {
  const { vehicle, booker } = checkWhatASeriesShares(plan, context, EVERY_CHECK);
  return checkOwnPeriod({ plan, context, vehicle, booker, booking: undefined, recurring, now });
}

/**
 * BK-10: a change is checked like a new booking, but only what it changes.
 *
 * @returns undefined where the change concerns neither policy nor approval
 * @throws DomainError of BK-4
 */
export async function checkChange(
  plan: BookingPlan,
  context: BookingContext,
  booking: Booking,
  now: Date,
): Promise<CheckResult | undefined> {
  const checks = checksOfChange(plan, booking, now);
  const { vehicle, booker } = checkWhatASeriesShares(plan, context, checks, booking);
  const fields = booking.changedBy(plan);
  if (!decisive.some((field) => fields.includes(field))) return undefined;
  const startIsNew = fields.includes('vehicleId') || +plan.period.start !== +booking.start;
  const recurring = booking.seriesId !== null;
  const checked = { plan, context, vehicle, booker, booking, recurring, now: startIsNew ? now : null };
  const result = checks.holding
    ? await checkOwnPeriod(checked)
    : { policyOverride: null, approval: await approvalOf(checked) };
  return (await goesOn(checked, result.approval, phaseOf(booking.state, booking.period, now)))
    ? { ...result, approval: { outcome: 'none' } }
    : result;
}

/**
 * Nobody can approve a booking that has begun: while it runs it stays confirmed unless the change needs a new approval, and a
 * past booking is only corrected.
 */
async function goesOn(
  checked: CheckedBooking & { booking: Booking },
  after: Approval,
  phase: BookingPhase,
): Promise<boolean> {
  if (phase !== 'running') return phase === 'past';
  const { booking, vehicle } = checked;
  const formerly = { ...vehicle, reasonCategory: vehicle.formerReasonCategory };
  return bringsNothingNew(after, await approvalOf({ ...checked, plan: booking, vehicle: formerly }));
}

/** The checks that a change touches. */
export function checksOfChange(plan: BookingPlan, booking: Booking, now: Date): ChecksToRun {
  const fields = booking.changedBy(plan);
  const touches = (of: readonly string[]) => fields.some((field) => of.includes(field));
  return {
    holding: touches(holding),
    newBooker: touches(['bookerId']),
    travellers: touches(holding) && phaseOf(booking.state, booking.period, now) === 'ahead',
    reason: touches(['reasonId']),
    seats: touches(['vehicleId', 'passengerIds']),
    customFields: touches(['customFields']),
  };
}

/** The first part of BK-4: checks with the same result for every booking of a series. */
function checkWhatASeriesShares(
  plan: BookingPlan,
  context: BookingContext,
  checks: ChecksToRun,
  booking?: Booking,
): Pick<CheckedBooking, 'vehicle' | 'booker'> {
  const { permissions, vehicle } = context;
  const managesChange = booking !== undefined && permissions.manageBookings;
  const keepsBooker = plan.bookerId === booking?.bookerId && (managesChange || !checks.travellers);
  const booker = ensureMayNameBooker(plan, context, keepsBooker);
  ensureMayNamePassengers(plan, context);
  ensureDriverIsNoPassenger(plan);
  if (!vehicle) throw new UnknownReference('vehicleId');
  if (checks.holding && !managesChange) ensureMayBook(permissions);
  // A permission to manage other people's bookings does not allow booking (RP-6).
  if (checks.newBooker && plan.bookerId === permissions.userId) ensureMayBook(permissions);
  ensureMayOverridePolicy(plan, permissions);
  if (checks.travellers) {
    ensureBookerMayTravel(plan, context.travellers);
    ensureAgreementAccepted(plan, context.travellers);
    ensurePassengersMayTravel(plan, context.travellers, booking);
  }
  if (checks.holding) ensureVehicleOpen(vehicle, booker);
  if (checks.reason) ensureReason(vehicle, permissions);
  if (checks.seats) ensureSeats(vehicle, plan);
  if (checks.customFields) ensureCustomFields(vehicle.customFields, plan.customFields);
  return { vehicle, booker };
}

/** The second part of BK-4: what depends on the period of this booking. */
async function checkOwnPeriod(checked: CheckedBooking): Promise<CheckResult> {
  ensureLength(checked.plan.period, checked.vehicle.maxBookingDays);
  const policyOverride = await ensurePolicy(checked);
  ensureFree(checked);
  const approval = await approvalOf(checked);
  ensureInTimeForApproval(approval, checked);
  return { policyOverride, approval };
}

/** A click on "now" arrives a moment later. */
const GRACE_MS = 60_000;

/** Comes before all others, because nothing need be read for it. @throws StartInPast */
export function ensureAhead(start: Date, now: Date): void {
  if (start.getTime() < now.getTime() - GRACE_MS) throw new StartInPast();
}

/**
 * RP-5: for whom the actor may book. @param keepsBooker the person is the booker already, so naming them needs no permission
 */
function ensureMayNameBooker({ bookerId }: BookingPlan, context: BookingContext, keepsBooker: boolean): NamedPerson {
  const { booker, permissions } = context;
  if (!booker) throw new UnknownReference('bookerId');
  if (keepsBooker || bookerId === permissions.userId) return booker;
  if (!booker.mayBeBookedFor) throw new UnknownReference('bookerId');
  if (!booker.mayTravel) throw new BookerNotAllowed();
  return booker;
}

function ensureMayNamePassengers({ passengerIds }: BookingPlan, { namedPassengers }: BookingContext): void {
  for (const [id, person] of namedPassengers) {
    if (!person?.mayRideAlong) throw new UnknownReference(`passengerIds.${passengerIds.indexOf(id)}`);
  }
}

function ensureDriverIsNoPassenger({ bookerId, passengerIds }: BookingPlan): void {
  const driver = passengerIds.indexOf(bookerId);
  if (driver >= 0) throw new UnknownReference(`passengerIds.${driver}`);
}

function ensureMayBook({ book, seeVehicle }: Permissions): void {
  if (book) return;
  if (seeVehicle) throw new VehicleNotOpen();
  throw new UnknownReference('vehicleId');
}

function ensureMayOverridePolicy({ overridePolicy }: BookingPlan, permissions: Permissions): void {
  if (overridePolicy && !permissions.overridePolicy) throw new Forbidden();
}

function ensureBookerMayTravel({ bookerId }: BookingPlan, travellers: readonly Traveller[]): void {
  const booker = travellers.find(({ id }) => id === bookerId);
  if (!booker || !mayTravel(booker)) throw new BookerNotAllowed();
}

/** ID-18: the booker has accepted the agreement. For a contact, the originator is responsible. */
function ensureAgreementAccepted({ bookerId }: BookingPlan, travellers: readonly Traveller[]): void {
  const { state, agreementToAccept } = travellers.find(({ id }) => id === bookerId)!;
  if (state === 'contact' || agreementToAccept === null) return;
  throw new AgreementNotAccepted(undefined, { version: agreementToAccept });
}

/** A passenger may have been deleted or suspended since they were named. */
function ensurePassengersMayTravel(plan: BookingPlan, travellers: readonly Traveller[], booking?: Booking): void {
  const joining = plan.passengerIds.filter((id) => !booking?.passengerIds.includes(id));
  const missing = joining.findIndex((id) => !travellers.some((each) => each.id === id && mayTravel(each)));
  if (missing >= 0) throw new UnknownReference(`passengerIds.${missing}`);
}

/** Whether this person is verified, or a contact. */
export const mayTravel = ({ state }: { state: string }): boolean => state === 'verified' || state === 'contact';

/** BR-4, BR-6: the vehicle is in service, and the booker is in one of its groups. */
function ensureVehicleOpen({ vehicleState, branchState, groupIds }: VehicleContext, booker: NamedPerson): void {
  if (vehicleState !== 'active' || branchState !== 'open') throw new VehicleOutOfService();
  const sharesGroup = groupIds.length === 0 || groupIds.some((id) => booker.groupIds.includes(id));
  if (!sharesGroup) throw new VehicleNotOpen();
}

/** BK-6: only administrators may use a disabled reason. */
function ensureReason({ reasonState }: VehicleContext, { manageBookings }: Permissions): void {
  if (!reasonState) throw new UnknownReference('reasonId');
  if (reasonState === 'disabled' && !manageBookings) throw new ReasonDisabled();
}

/** BK-8: driver and passengers fit into the seats. */
function ensureSeats({ seats }: VehicleContext, { passengerIds }: BookingPlan): void {
  if (passengerIds.length + 1 > seats) throw new TooManyPassengers(`It has ${seats} seats.`);
}

/** BK-5: the booking keeps the policy. @returns the override to record, if the policy is broken and the actor may break it */
async function ensurePolicy({ plan, context, vehicle, booking, now }: CheckedBooking): Promise<PolicyOverride | null> {
  const { limits, policyId, timeZone, calendar } = vehicle;
  const { period, bookerId } = plan;
  if (!limits || !policyId) return null;
  const { bufferMinutes, maxOpenPerPerson } = limits;
  const bufferBroken = bufferMinutes !== undefined && calendar.isHeld(period, booking?.id, bufferMinutes);
  const othersOpen =
    maxOpenPerPerson === undefined ? 0 : await context.countOpenBookings(bookerId, policyId, booking?.id);
  const violations = violationsOf(limits, { period, timeZone, now, bufferBroken, othersOpen });
  if (violations.length === 0) return null;
  if (!plan.overridePolicy) throw new PolicyViolated(violations);
  return { by: context.permissions.userId, violations: violations.map(({ code }) => code) };
}

/** BK-3, BR-5: the vehicle is free. `Alternatives` searches for other vehicles later, once the locks are released. */
function ensureFree({ plan, vehicle, booker, booking }: CheckedBooking): void {
  const { calendar, branchId } = vehicle;
  const outage = calendar.outageAt(plan.period);
  if (outage === null && !calendar.isHeld(plan.period, booking?.id)) return;
  throw new VehicleNotFree(outage === null ? BOOKED : `It is out of service: ${outage}`, undefined, {
    vehicleId: plan.vehicleId,
    bookingId: booking?.id ?? null,
    branchId,
    period: plan.period,
    people: plan.passengerIds.length + 1,
    groupIds: booker.groupIds,
  });
}

/** AP-1 to AP-4: whether the booking needs approval, and whose. */
function approvalOf({
  plan: { bookerId, period },
  context,
  vehicle,
  booker,
  recurring,
}: Omit<CheckedBooking, 'plan'> & { plan: { bookerId: string; period: Period } }): Promise<Approval> {
  const interBranch = booker.branchId !== vehicle.branchId;
  return context.approvalOf(bookerId, vehicle, { period, interBranch, recurring });
}

/** AP-5: a booking that needs approval must not have begun: it would lapse at once. */
function ensureInTimeForApproval(approval: Approval, { plan, now }: CheckedBooking): void {
  if (approval.outcome === 'required' && now && plan.period.start <= now) throw new TooLateForApproval();
}

function bringsNothingNew(after: Approval, before: Approval): boolean {
  if (after.outcome !== 'required') return true;
  const known = before.outcome === 'required' ? before.reasons : [];
  return after.reasons.every((reason) => known.includes(reason));
}
