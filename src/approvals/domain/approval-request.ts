import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import { UnknownReference } from '../../platform/domain/domain-error.js';
import { newId } from '../../platform/domain/ids.js';
import { type Period, periodColumn } from '../../platform/domain/period.js';
import {
  BranchLostApprovers,
  RequestAdvanced,
  RequestDecided,
  RequestEscalated,
  RequestLapsed,
  RequestOpened,
  RequestReminderDue,
  RequestWithdrawn,
} from '../events.js';
import { answerTimes, type NoAnswer } from './answer-times.js';
import { AlreadyDecided, CannotDecideOwn, TooLateToDecide } from './errors.js';
import { RequestOccurrence } from './request-occurrence.js';
import {
  type Decider,
  type Decision,
  occurrenceIs,
  type RecordedDecision,
  requestIs,
  type RequestState,
} from './request-states.js';
import { type Approvers, type RequestStep, skipUndecidable, stepIs, waitingStep } from './request-steps.js';

/** A booking that somebody must approve, and why. */
export interface BookingToApprove {
  bookingId: string;
  period: Period;
  reasons: string[];
}

type NewApprovalRequest = Pick<
  ApprovalRequest,
  'seriesId' | 'flowId' | 'vehicleId' | 'branchId' | 'bookerId' | 'originatorId' | 'requireSecondPerson' | 'steps'
> & {
  /** One, or those of the series; earliest first. */
  bookings: readonly BookingToApprove[];
  noAnswer: NoAnswer | null;
  reminderHours: readonly number[];
};

/**
 * A request in the approvers' queue, for one booking or for several of a series (AP-12). It keeps what the flow demanded when
 * it was opened. For a series it shows the data of the next booking that waits; it is over when no booking waits, and its
 * state is then that of the last one.
 */
@Entity({ schema: 'approvals', name: 'requests' })
export class ApprovalRequest extends Aggregate<ApprovalRequest> {
  @PrimaryColumn('uuid') readonly id!: string;
  /** The series, where the request is for several of its bookings; null for a request about one booking. */
  @Column('uuid', { name: 'series_id', nullable: true }) readonly seriesId!: string | null;
  /** The booking. For a series: the next one that waits, or the last one that was settled; `period` is that booking's. */
  @Column('uuid', { name: 'booking_id' }) readonly bookingId!: string;
  @Column('uuid', { name: 'flow_id' }) readonly flowId!: string;
  @Column('uuid', { name: 'vehicle_id' }) readonly vehicleId!: string;
  @Column('uuid', { name: 'branch_id' }) readonly branchId!: string;
  @Column('uuid', { name: 'booker_id' }) readonly bookerId!: string;
  @Column('uuid', { name: 'originator_id' }) readonly originatorId!: string;
  @Column('tstzrange', { transformer: periodColumn }) readonly period!: Period;
  @Column('text') readonly state!: RequestState;
  @Column('text', { array: true }) readonly reasons!: string[];
  @Column('boolean', { name: 'require_second_person' }) readonly requireSecondPerson!: boolean;
  @Column('jsonb') readonly steps!: RequestStep[];
  /** The index of the step that waits, or of the last one that was decided. */
  @Column('int') readonly step!: number;
  /** The role of that step, if it has one. The queues filter by it. */
  @Column('uuid', { name: 'step_role_id', nullable: true }) readonly stepRoleId!: string | null;
  /** People who may not decide: the booker, and anyone who has decided an earlier step. */
  @Column('uuid', { array: true }) readonly excluded!: string[];
  @Column('uuid', { name: 'decided_by', nullable: true }) readonly decidedBy!: string | null;
  @Column('uuid', { name: 'decided_for', nullable: true }) readonly decidedFor!: string | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) readonly decidedAt!: Date | null;
  @Column('text', { nullable: true }) readonly note!: string | null;
  @Column('timestamptz', { name: 'lapses_at' }) readonly lapsesAt!: Date;
  @Column('timestamptz', { name: 'escalates_at', nullable: true }) readonly escalatesAt!: Date | null;
  /** When to remind the approvers, earliest first. */
  @Column('timestamptz', { name: 'reminders_at', array: true }) readonly remindersAt!: Date[];
  /** Since when no one can decide it any more and the admins know (AP-9). */
  @Column('timestamptz', { name: 'stranded_at', nullable: true }) readonly strandedAt!: Date | null;
  @Column('int', { name: 'occurrence_count' }) readonly occurrenceCount!: number;
  /** How many of the bookings still wait. */
  @Column('int', { name: 'waiting_count' }) readonly waitingCount!: number;
  @Column('int') readonly version!: number;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt!: Date;

  #occurrences: readonly RequestOccurrence[] | undefined;

  static open(opening: NewApprovalRequest, now = new Date()): ApprovalRequest {
    const request = new ApprovalRequest();
    const { bookings, noAnswer, reminderHours, ...facts } = opening;
    const { bookerId, originatorId, requireSecondPerson, steps } = facts;
    const id = newId();
    const times = bookings.map(({ period }) => answerTimes(period.start, noAnswer, reminderHours, now));
    const asked = bookings.map((each, at) => RequestOccurrence.ask({ requestId: id, ...each, ...times[at]! }));
    const undecided = { decidedBy: null, decidedFor: null, decidedAt: null, note: null, strandedAt: null };
    request.#occurrences = asked;
    request.#show(asked[0]!, now);
    request.change({
      id,
      ...facts,
      ...undecided,
      reasons: [...new Set(bookings.flatMap(({ reasons }) => reasons))],
      escalatesAt: times.at(-1)!.escalatesAt,
      occurrenceCount: bookings.length,
      waitingCount: bookings.length,
      state: 'pending',
      excluded: requireSecondPerson && originatorId !== bookerId ? [bookerId, originatorId] : [bookerId],
      version: 1,
      createdAt: now,
    });
    request.#moveTo(waitingStep(steps)!);
    request.raise(new RequestOpened(request.facts));
    return request;
  }

  get start(): Date {
    return this.period.start;
  }

  get end(): Date {
    return this.period.end;
  }

  /** The facts in every event of a request. */
  private get facts() {
    const { id, bookingId, seriesId, vehicleId, branchId, bookerId, step } = this;
    return { requestId: id, bookingId, seriesId, vehicleId, branchId, bookerId, step };
  }

  /** One row for each booking of a series; empty for a request about a single booking. */
  get occurrences(): readonly RequestOccurrence[] {
    return this.seriesId === null ? [] : this.#all;
  }

  /**
   * For a series: hands over the rows of its bookings, which are loaded separately. The lock on the request's row protects
   * them too.
   */
  attachOccurrences(occurrences: readonly RequestOccurrence[]): this {
    this.#occurrences = occurrences;
    return this;
  }

  /**
   * Decides the step that waits, once and for all (AP-7). For a series, some bookings can be declined alone and the step
   * waits on for the others. Declining everything ends the request, and so does approving the last step.
   *
   * @param step the step that the approver saw; another one may have been decided meanwhile
   * @param approvers who could decide the later steps: a step that nobody can decide is skipped (AP-3)
   * @throws AlreadyDecided, TooLateToDecide (AP-5), CannotDecideOwn; UnknownReference for bookings that do not belong to the
   *   request
   */
  decide(
    { decision, note, declinedBookingIds }: Decision,
    decider: Decider,
    step: number,
    now: Date,
    approvers?: Approvers,
  ): void {
    this.#ensurePending();
    if (step !== this.step) throw this.#stepDecided(step);
    const inTime = this.#waiting.filter(({ lapsesAt }) => lapsesAt > now);
    if (inTime.length === 0) throw new TooLateToDecide();
    this.#ensureSay(decider);
    const all = decision === 'decline' ? inTime : [];
    const declined = declinedBookingIds ? this.#named(declinedBookingIds, now) : all;
    const left = inTime.filter((each) => !declined.includes(each));
    const word = { decidedBy: decider.by, decidedFor: decider.for, decidedAt: now, note: note || null };
    this.lapse(now);
    if (declined.length > 0) this.#settle(declined, 'declined', now, word);
    const stands = decision === 'approve' || left.length === 0;
    const next = stands ? this.#decideStep(left.length > 0 ? 'approved' : 'declined', word, approvers) : this.step;
    const approved = next === undefined ? left : [];
    if (approved.length > 0) this.#settle(approved, 'approved', now, word);
    if (approved.length + declined.length > 0) {
      const ids = { approved: idsOf(approved), declined: idsOf(declined) };
      const skipped = this.steps.some(({ state }) => state === 'skipped');
      const told = { decision, ...ids, decidedBy: word.decidedBy, note: word.note, skipped };
      this.raise(new RequestDecided({ ...this.facts, ...told }));
    }
    if (stands && next !== undefined) this.raise(new RequestAdvanced({ ...this.facts, decidedBy: decider.by }));
  }

  /** Withdraws the request, or some bookings of a series, because the bookings were cancelled or changed (AP-8). */
  withdraw(bookingIds?: readonly string[], now = new Date()): void {
    this.#ensurePending();
    const gone = this.#waiting.filter(({ bookingId }) => bookingIds?.includes(bookingId) ?? true);
    if (gone.length === 0) return;
    this.#settle(gone, 'withdrawn', now);
    this.raise(new RequestWithdrawn({ ...this.facts, bookingIds: idsOf(gone) }));
  }

  /** Nobody decided in time (AP-5). For a series, each booking has its own time. */
  lapse(now: Date): void {
    this.#ensurePending();
    const late = this.#waiting.filter(({ lapsesAt }) => lapsesAt <= now);
    if (late.length === 0) return;
    this.#settle(late, 'lapsed', now);
    this.raise(new RequestLapsed({ ...this.facts, bookingIds: idsOf(late) }));
  }

  /** Sends the reminders (AP-11) and the escalation that are due. If the worker was down, each is sent only once. */
  chase(now: Date): void {
    this.#ensurePending();
    if (this.lapsesAt <= now) return;
    if (this.escalatesAt && this.escalatesAt <= now) {
      this.change({ escalatesAt: null });
      this.raise(new RequestEscalated(this.facts));
    }
    const ahead = this.remindersAt.filter((at) => at > now);
    if (ahead.length === this.remindersAt.length) return;
    this.change({ remindersAt: ahead });
    this.raise(new RequestReminderDue(this.facts));
  }

  /** AP-9: nobody can decide these requests of a branch any more. They keep waiting, and the admins are told once. */
  static strand(requests: readonly ApprovalRequest[], now: Date): void {
    for (const request of requests) request.change({ strandedAt: now });
    const [first] = requests;
    first?.raise(new BranchLostApprovers({ branchId: first.branchId, waiting: requests.length }));
  }

  /** Somebody can decide the request again. */
  rescue(): void {
    this.change({ strandedAt: null });
  }

  get #all(): readonly RequestOccurrence[] {
    if (this.seriesId === null) this.#occurrences ??= [RequestOccurrence.ask({ requestId: this.id, ...this })];
    if (!this.#occurrences) throw new Error('The occurrences of this request were not loaded.');
    return this.#occurrences;
  }

  get #waiting(): RequestOccurrence[] {
    return this.#all.filter(({ waits }) => waits);
  }

  /** @throws UnknownReference; AlreadyDecided, TooLateToDecide for a booking that no longer waits */
  #named(bookingIds: readonly string[], now: Date): RequestOccurrence[] {
    const named = bookingIds.map((id, at) => {
      const found = this.#all.find(({ bookingId }) => bookingId === id.toLowerCase());
      if (!found) throw new UnknownReference(`declinedBookingIds.${at}`);
      return found;
    });
    for (const { waits, lapsesAt, state, bookingId, decidedBy, decidedAt } of named) {
      const decided = { state, decidedBy, decidedAt: decidedAt?.toISOString() ?? null, bookingId };
      if (!waits) throw new AlreadyDecided(occurrenceIs[state], decided);
      if (lapsesAt <= now) throw new TooLateToDecide();
    }
    return [...new Set(named)];
  }

  /** @returns the next step that waits, if any */
  #decideStep(
    state: 'approved' | 'declined',
    { decidedAt, ...word }: RecordedDecision,
    approvers: Approvers = new Map(),
  ): number | undefined {
    const { step } = this;
    const decided = { ...this.steps[step]!, ...word, state, decidedAt: decidedAt.toISOString() };
    this.change({ steps: this.steps.with(step, decided) });
    if (state === 'declined') return undefined;
    const deciders = [word.decidedBy, word.decidedFor].filter((id) => id !== null);
    const excluded = [...new Set([...this.excluded, ...deciders])];
    this.change({ steps: skipUndecidable(this.steps, approvers, excluded) });
    const next = waitingStep(this.steps);
    if (next === undefined) return undefined;
    this.change({ excluded, strandedAt: null });
    this.#moveTo(next);
    return next;
  }

  /** The request is over when its last booking is settled. */
  #settle(
    some: RequestOccurrence[],
    state: Exclude<RequestState, 'pending'>,
    now: Date,
    word?: RecordedDecision,
  ): void {
    for (const each of some) each.settle(state, word);
    const [next] = this.#waiting;
    this.change({ waitingCount: this.#waiting.length });
    if (!next) this.change({ state, ...word });
    else if (next.bookingId !== this.bookingId) this.#show(next, now);
  }

  #show({ bookingId, period, lapsesAt, remindersAt }: RequestOccurrence, now: Date): void {
    this.change({ bookingId, period, lapsesAt, remindersAt: remindersAt.filter((at) => at > now) });
  }

  #moveTo(step: number): void {
    this.change({ step, stepRoleId: this.steps[step]!.approverRoleId });
  }

  /** Nobody may decide a request of their own, not even on behalf of somebody else, nor two steps of one request. */
  #ensureSay({ by, for: standsInFor }: Decider): void {
    for (const id of [by, standsInFor]) {
      if (id === null || !this.excluded.includes(id)) continue;
      const earlier = this.steps.findIndex(({ decidedBy, decidedFor }) => decidedBy === id || decidedFor === id);
      if (earlier >= 0) throw this.#stepDecided(earlier);
      throw new CannotDecideOwn();
    }
  }

  #stepDecided(at: number): AlreadyDecided {
    const { name, state, decidedBy, decidedAt } = this.steps[at] ?? this.steps[this.step]!;
    return new AlreadyDecided(stepIs({ name, state }), { state, decidedBy, decidedAt, step: at });
  }

  #ensurePending(): void {
    if (this.state === 'pending') return;
    const { state, decidedBy, decidedAt } = this;
    throw new AlreadyDecided(requestIs[state], { state, decidedBy, decidedAt: decidedAt?.toISOString() ?? null });
  }
}

const idsOf = (some: readonly RequestOccurrence[]): string[] => some.map(({ bookingId }) => bookingId);
