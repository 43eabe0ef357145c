import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { ApprovalsApi } from '../../approvals/index.js';
import { Forbidden, UnknownReference } from '../../platform/domain/domain-error.js';
import type { Period } from '../../platform/domain/period.js';
import type { Tx } from '../../platform/work/tx.js';
import type { Booking } from '../domain/booking.js';
import {
  type Approval,
  type BookingDetails,
  decisive,
  holding,
  phaseOf,
  type PolicyOverride,
  type Verdict,
} from '../domain/booking-details.js';
import { ensureCustomFields } from '../domain/custom-fields.js';
import {
  PolicyViolated,
  ReasonDisabled,
  TooManyPassengers,
  VehicleNotFree,
  VehicleNotOpen,
  VehicleOutOfService,
} from '../domain/errors.js';
import { violationsOf } from '../domain/policy-limits.js';
import { type Ground, GroundQueries } from './ground.queries.js';
import { type Booker, PeopleOfBooking } from './people-of-booking.js';
import { type Sources, Survey } from './survey.js';

/** What a booking would be, once it is made or changed. Its branch is that of its vehicle. */
export type Plan = Omit<BookingDetails, 'branchId' | 'originatorId'> & {
  overridePolicy: boolean;
};

export interface Judgement {
  ground: Ground;
  /** What the vehicle's rules said; nothing where nothing that they look at changes. */
  verdict?: Verdict | undefined;
}

/** What one booking shares with the others of its series: whose it is, and what it stands on. */
interface Stand {
  ground: Ground;
  booker: Booker;
  recurring: boolean;
}

/**
 * The checks of BK-4 in their order, the first that fails being the answer: for a booking that is made, and for one that is
 * changed as far as the change goes (BK-10). Every write that makes or changes a hold asks here, under the vehicle's lock.
 * What the bookings of a series share comes first, what each has of its own, its time, last: a `Survey` asks for the former
 * once, and knows of the latter.
 */
@Injectable()
export class HoldRules {
  readonly #sources: Sources;

  constructor(ground: GroundQueries, people: PeopleOfBooking, approvals: ApprovalsApi) {
    this.#sources = { ground, people, approvals };
  }

  /** To be asked of every booking that is made or changed in this transaction. @param periods when they would be */
  survey(tx: Tx, actor: Actor, periods: readonly Period[]): Survey {
    return new Survey(tx, actor, this.#sources, periods);
  }

  /** For a booking that is to be made. @param recurring whether it is one of a series */
  async ofNew(survey: Survey, plan: Plan, recurring = false): Promise<Required<Judgement>> {
    const { ground, booker } = await sharedOfNew(survey, plan);
    return { ground, verdict: await ownOf(survey, plan, { ground, booker, recurring }, new Date()) };
  }

  /** For one that is there, of which some things change; the rest is taken as it is. */
  async ofChange(survey: Survey, plan: Plan, booking: Booking, now: Date): Promise<Judgement> {
    const fields = booking.changedBy(plan);
    const touches = (of: readonly string[]) => fields.some((field) => of.includes(field));
    const running = phaseOf(booking.state, booking.period, now) !== 'ahead';
    const { ground, booker } = await sharedOfChange(survey, plan, booking, touches, running);
    if (!touches(decisive)) return { ground };
    const stand = { ground, booker, recurring: booking.seriesId !== null };
    const startChosen = touches(['vehicleId']) || +plan.period.start !== +booking.start;
    const verdict = touches(holding)
      ? await ownOf(survey, plan, stand, startChosen ? now : null, booking.id)
      : { policyOverride: null, approval: await approvalOf(survey, plan, stand) };
    const asBefore = running && isNoNews(verdict.approval, await approvalOf(survey, booking, stand));
    return { ground, verdict: asBefore ? { ...verdict, approval: { outcome: 'none' } } : verdict };
  }
}

/** What is wrong with this is wrong with every booking of the series. */
async function sharedOfNew(survey: Survey, plan: Plan): Promise<Omit<Stand, 'recurring'>> {
  const { actor } = survey;
  survey.prepare(plan);
  const ground = await survey.ground(plan);
  const booker = await survey.booker(plan);
  ensureMayBook(actor, ground);
  ensureMayOverride(actor, plan);
  await survey.hold(plan);
  ensureOpen(ground, booker);
  ensureReason(actor, ground);
  ensureSeats(ground, plan);
  ensureCustomFields(ground.customFields, plan.customFields);
  return { ground, booker };
}

/** The same, as far as the change goes. */
async function sharedOfChange(
  survey: Survey,
  plan: Plan,
  booking: Booking,
  touches: (fields: readonly string[]) => boolean,
  running: boolean,
): Promise<Omit<Stand, 'recurring'>> {
  const { actor } = survey;
  const ground = await survey.ground(plan);
  const booker = await survey.booker(plan, booking);
  const held = touches(holding);
  if (touches(['vehicleId'])) ensureMayBook(actor, ground, true);
  // RP-6: managing the bookings of others does not make anybody a booker.
  if (touches(['bookerId']) && plan.bookerId === actor.userId) ensureMayBook(actor, ground);
  if (!ground) throw new UnknownReference('vehicleId');
  ensureMayOverride(actor, plan);
  // Somebody who is out with the vehicle is; whether they should have been let was asked before. So it was of passengers.
  const joining = plan.passengerIds.filter((id) => !booking.passengerIds.includes(id));
  if (held && !running) await survey.hold({ ...plan, passengerIds: joining });
  if (held) ensureOpen(ground, booker);
  if (touches(['reasonId'])) ensureReason(actor, ground);
  if (touches(['vehicleId', 'passengerIds'])) ensureSeats(ground, plan);
  if (touches(['customFields'])) ensureCustomFields(ground.customFields, plan.customFields);
  return { ground, booker };
}

/**
 * What hangs on the time of each: the policy, whether the vehicle is free, and whether somebody must approve.
 *
 * @param now from when the start is looked at; null where it stays what it was
 * @param except the booking that is to stand there, where it is one already
 */
async function ownOf(survey: Survey, plan: Plan, stand: Stand, now: Date | null, except?: string): Promise<Verdict> {
  const policyOverride = await overrideOf(survey, plan, stand.ground, now, except);
  ensureFree(stand, plan, except);
  return { policyOverride, approval: await approvalOf(survey, plan, stand) };
}

async function overrideOf(
  survey: Survey,
  { period, bookerId, overridePolicy }: Plan,
  { limits, policyId, timeZone, calendar }: Ground,
  now: Date | null,
  except?: string,
): Promise<PolicyOverride | null> {
  if (!limits || !policyId) return null;
  const { bufferMinutes, maxOpenPerPerson } = limits;
  const bufferBroken = bufferMinutes !== undefined && calendar.isHeld(period, except, bufferMinutes);
  const othersOpen = maxOpenPerPerson === undefined ? 0 : await survey.othersOpen(bookerId, policyId, except);
  const violations = violationsOf(limits, { period, timeZone, now, bufferBroken, othersOpen });
  if (violations.length === 0) return null;
  if (!overridePolicy) throw new PolicyViolated(violations);
  return { by: survey.actor.userId, violations: violations.map(({ code }) => code) };
}

function approvalOf(
  survey: Survey,
  { period, bookerId }: Pick<Plan, 'period' | 'bookerId'>,
  { ground, booker, recurring }: Stand,
): Promise<Approval> {
  return survey.approval(bookerId, ground, { period, interBranch: booker.branchId !== ground.branchId, recurring });
}

/** What has begun can wait for nobody: it is asked only whether the change brings up something new. */
function isNoNews(after: Approval, before: Approval): boolean {
  if (after.outcome !== 'required') return true;
  const known = before.outcome === 'required' ? before.reasons : [];
  return after.reasons.every((reason) => known.includes(reason));
}

/** What else is free is looked up by whoever answers, once the locks are let go: others wait for them (`Alternatives`). */
function ensureFree({ ground: { calendar, branchId }, booker }: Stand, plan: Plan, except?: string): void {
  const outOfService = calendar.outageAt(plan.period);
  if (outOfService === null && !calendar.isHeld(plan.period, except)) return;
  const why = outOfService === null ? undefined : `It is out of service: ${outOfService}`;
  throw new VehicleNotFree(why, undefined, {
    branchId,
    period: plan.period,
    people: plan.passengerIds.length + 1,
    groupIds: booker.groupIds,
  });
}

/** Who manages a branch's bookings may put one on any of its vehicles. */
function ensureMayBook(actor: Actor, ground: Ground | undefined, managing = false): asserts ground is Ground {
  if (!ground) throw new UnknownReference('vehicleId');
  if (actor.can('book', 'Vehicle', ground) || (managing && isManager(actor, ground))) return;
  if (actor.can('read', 'Vehicle', ground)) throw new VehicleNotOpen();
  throw new UnknownReference('vehicleId');
}

/** Whether the bookings of the whole branch are theirs to change, not only their own. */
const isManager = (actor: Actor, { branchId }: Ground): boolean => actor.can('change', 'Booking', { branchId });

function ensureMayOverride(actor: Actor, { overridePolicy }: Plan): void {
  if (overridePolicy && !actor.may('override', 'BookingPolicy')) throw new Forbidden();
}

function ensureOpen(ground: Ground, { groupIds }: Booker): void {
  if (ground.vehicleState !== 'active' || ground.branchState !== 'open') throw new VehicleOutOfService();
  const shares = ground.groupIds.length === 0 || ground.groupIds.some((id) => groupIds.includes(id));
  if (!shares) throw new VehicleNotOpen();
}

/** BK-6: what is disabled is there for admins only. */
function ensureReason(actor: Actor, ground: Ground): void {
  if (!ground.reasonState) throw new UnknownReference('reasonId');
  if (ground.reasonState === 'disabled' && !isManager(actor, ground)) throw new ReasonDisabled();
}

function ensureSeats({ seats }: Ground, { passengerIds }: Plan): void {
  if (passengerIds.length + 1 > seats) throw new TooManyPassengers(`It has ${seats} seats.`);
}
