import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { ApprovalsApi } from '../../approvals/index.js';
import { Forbidden, UnknownReference } from '../../platform/domain/domain-error.js';
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

/** What a booking would be, once it is made or changed. Its branch is that of its vehicle. */
export type Plan = Omit<BookingDetails, 'branchId' | 'originatorId'> & {
  overridePolicy: boolean;
};

export interface Judgement {
  ground: Ground;
  /** What the vehicle's rules said; nothing where nothing that they look at changes. */
  verdict?: Verdict | undefined;
}

/**
 * The checks of BK-4 in their order, the first that fails being the answer: for a booking that is made, and for one that is
 * changed as far as the change goes (BK-10). Every write that makes or changes a hold asks here, under the vehicle's lock.
 */
@Injectable()
export class HoldRules {
  constructor(
    private readonly ground: GroundQueries,
    private readonly people: PeopleOfBooking,
    private readonly approvals: ApprovalsApi,
  ) {}

  /** For a booking that is to be made. @param recurring whether it is one of a series */
  async ofNew(tx: Tx, actor: Actor, plan: Plan, recurring = false): Promise<Required<Judgement>> {
    const ground = await this.ground.of(plan.vehicleId, plan.reasonId, plan.period);
    const booker = await this.people.of(actor, plan.bookerId, plan.passengerIds);
    ensureMayBook(actor, ground);
    ensureMayOverride(actor, plan);
    await this.people.hold(plan.bookerId, plan.passengerIds);
    ensureOpen(ground, booker);
    ensureReason(actor, ground);
    ensureSeats(ground, plan);
    ensureCustomFields(ground.customFields, plan.customFields);
    const policyOverride = await this.#policy(tx, actor, plan, ground, new Date());
    ensureFree(ground, plan, booker);
    return { ground, verdict: { policyOverride, approval: await this.#approval(plan, ground, booker, recurring) } };
  }

  /** For one that is there, of which some things change; the rest is taken as it is. */
  async ofChange(tx: Tx, actor: Actor, plan: Plan, booking: Booking, now: Date): Promise<Judgement> {
    const fields = booking.changedBy(plan);
    const touches = (of: readonly string[]) => fields.some((field) => of.includes(field));
    const ground = await this.ground.of(plan.vehicleId, plan.reasonId, plan.period, booking.id);
    const booker = await this.people.of(actor, plan.bookerId, plan.passengerIds, booking);
    const running = phaseOf(booking.state, booking.period, now) !== 'ahead';
    const held = touches(holding);
    if (touches(['vehicleId'])) ensureMayBook(actor, ground, true);
    if (!ground) throw new UnknownReference('vehicleId');
    ensureMayOverride(actor, plan);
    // Somebody who is out with the vehicle is; whether they should have been let was asked before.
    if (held && !running) await this.people.hold(plan.bookerId, plan.passengerIds);
    if (held) ensureOpen(ground, booker);
    if (touches(['reasonId'])) ensureReason(actor, ground);
    if (touches(['vehicleId', 'passengerIds'])) ensureSeats(ground, plan);
    if (touches(['customFields'])) ensureCustomFields(ground.customFields, plan.customFields);
    if (!touches(decisive)) return { ground };
    const startChosen = touches(['vehicleId']) || +plan.period.start !== +booking.start;
    const from = startChosen ? now : null;
    const policyOverride = held ? await this.#policy(tx, actor, plan, ground, from, booking.id) : null;
    if (held) ensureFree(ground, plan, booker);
    const recurring = booking.seriesId !== null;
    const approval = await this.#approval(plan, ground, booker, recurring);
    const asBefore = running && isNoNews(approval, await this.#approval(booking, ground, booker, recurring));
    return { ground, verdict: { policyOverride, approval: asBefore ? { outcome: 'none' } : approval } };
  }

  /** @param now from when the start is looked at; null where it stays what it was */
  async #policy(
    tx: Tx,
    actor: Actor,
    plan: Plan,
    { limits, policyId, timeZone, bufferBroken }: Ground,
    now: Date | null,
    except?: string,
  ): Promise<PolicyOverride | null> {
    if (!limits || !policyId) return null;
    let othersOpen = 0;
    if (limits.maxOpenPerPerson !== undefined) {
      // Two bookings of one person on two vehicles would each count before the other is there.
      await tx.lock('quota', plan.bookerId);
      othersOpen = await this.ground.othersOpen(plan.bookerId, policyId, except);
    }
    const violations = violationsOf(limits, { period: plan.period, timeZone, now, bufferBroken, othersOpen });
    if (violations.length === 0) return null;
    if (!plan.overridePolicy) throw new PolicyViolated(violations);
    return { by: actor.userId, violations: violations.map(({ code }) => code) };
  }

  #approval(
    { period, bookerId }: Pick<Plan, 'period' | 'bookerId'>,
    { approvalFlowId, branchId, timeZone, reasonCategory }: Ground,
    booker: Booker,
    recurring: boolean,
  ): Promise<Approval> {
    const interBranch = booker.branchId !== branchId;
    const facts = { period, timeZone, reasonCategory, interBranch, recurring };
    return this.approvals.requirement(approvalFlowId, branchId, bookerId, facts);
  }
}

/** What has begun can wait for nobody: it is asked only whether the change brings up something new. */
function isNoNews(after: Approval, before: Approval): boolean {
  if (after.outcome !== 'required') return true;
  const known = before.outcome === 'required' ? before.reasons : [];
  return after.reasons.every((reason) => known.includes(reason));
}

/** What else is free is looked up by whoever answers, once the locks are let go: others wait for them (`Alternatives`). */
function ensureFree({ taken, outOfService, branchId }: Ground, plan: Plan, { groupIds }: Booker): void {
  if (!taken && outOfService === null) return;
  const why = outOfService === null ? undefined : `It is out of service: ${outOfService}`;
  throw new VehicleNotFree(why, undefined, {
    branchId,
    period: plan.period,
    people: plan.passengerIds.length + 1,
    groupIds,
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
