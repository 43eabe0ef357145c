import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
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
import { type RequestStep, waitingStep } from './request-steps.js';

export const requestStates = ['pending', 'approved', 'declined', 'withdrawn', 'lapsed'] as const;
export type RequestState = (typeof requestStates)[number];

export interface Decision {
  decision: 'approve' | 'decline';
  note?: string | undefined;
}

/** Who decides, and whom they stand in for (AP-11). */
export interface Decider {
  by: string;
  for: string | null;
}

type Opening = Pick<
  ApprovalRequest,
  | 'bookingId'
  | 'flowId'
  | 'vehicleId'
  | 'branchId'
  | 'bookerId'
  | 'originatorId'
  | 'period'
  | 'reasons'
  | 'requireSecondPerson'
  | 'steps'
> & { noAnswer: NoAnswer | null; reminderHours: readonly number[] };

/** One booking that waits in the approvers' queue. It keeps what the flow asked for when it was opened. */
@Entity({ schema: 'approvals', name: 'requests' })
export class ApprovalRequest extends Aggregate<ApprovalRequest> {
  @PrimaryColumn('uuid') readonly id!: string;
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
  /** Which of the steps waits, or was the last to. */
  @Column('int') readonly step!: number;
  /** The role of that step, if it has one: for the queues. */
  @Column('uuid', { name: 'step_role_id', nullable: true }) readonly stepRoleId!: string | null;
  /** Who has no say in it: the booker, and whoever has decided an earlier step. */
  @Column('uuid', { array: true }) readonly excluded!: string[];
  @Column('uuid', { name: 'decided_by', nullable: true }) readonly decidedBy!: string | null;
  @Column('uuid', { name: 'decided_for', nullable: true }) readonly decidedFor!: string | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) readonly decidedAt!: Date | null;
  @Column('text', { nullable: true }) readonly note!: string | null;
  @Column('timestamptz', { name: 'lapses_at' }) readonly lapsesAt!: Date;
  @Column('timestamptz', { name: 'escalates_at', nullable: true }) readonly escalatesAt!: Date | null;
  /** When approvers are reminded, next first. */
  @Column('timestamptz', { name: 'reminders_at', array: true }) readonly remindersAt!: Date[];
  /** Since when nobody is left who could decide, as the admins were told (AP-9). */
  @Column('timestamptz', { name: 'stranded_at', nullable: true }) readonly strandedAt!: Date | null;
  @Column('int') readonly version!: number;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt!: Date;

  static open({ noAnswer, reminderHours, ...facts }: Opening, now = new Date()): ApprovalRequest {
    const request = new ApprovalRequest();
    const { bookerId, originatorId, requireSecondPerson, steps } = facts;
    const undecided = { decidedBy: null, decidedFor: null, decidedAt: null, note: null, strandedAt: null };
    request.change({
      id: newId(),
      ...facts,
      ...undecided,
      ...answerTimes(facts.period.start, noAnswer, reminderHours, now),
      state: 'pending',
      excluded: requireSecondPerson && originatorId !== bookerId ? [bookerId, originatorId] : [bookerId],
      version: 1,
      createdAt: now,
    });
    request.#moveTo(waitingStep(steps)!);
    request.raise(new RequestOpened(request.#facts));
    return request;
  }

  get start(): Date {
    return this.period.start;
  }

  get end(): Date {
    return this.period.end;
  }

  /**
   * Decides the step that waits, once and for all (AP-7). A no ends the request; the yes to the last step does, too.
   *
   * @param step the one that is meant; another one was decided meanwhile
   * @throws AlreadyDecided, TooLateToDecide (AP-5), CannotDecideOwn
   */
  decide({ decision, note }: Decision, decider: Decider, step: number, now: Date): void {
    this.#ensurePending();
    if (step !== this.step) throw this.#stepDecided(step);
    if (this.lapsesAt <= now) throw new TooLateToDecide();
    this.#ensureSay(decider);
    const state = decision === 'approve' ? 'approved' : 'declined';
    const decided = { decidedBy: decider.by, decidedFor: decider.for, note: note || null };
    const steps = this.steps.with(step, { ...this.steps[step]!, ...decided, state, decidedAt: now.toISOString() });
    const next = decision === 'approve' ? waitingStep(steps) : undefined;
    this.change({ steps });
    if (next !== undefined) {
      const deciders = [decider.by, decider.for].filter((id) => id !== null);
      this.change({ excluded: [...new Set([...this.excluded, ...deciders])], strandedAt: null });
      this.#moveTo(next);
      this.raise(new RequestAdvanced({ ...this.#facts, decidedBy: decider.by }));
      return;
    }
    this.change({ state, ...decided, decidedAt: now });
    this.raise(new RequestDecided({ ...this.#facts, decision, decidedBy: decider.by, note: this.note }));
  }

  /** The booking went away, or is asked for anew (AP-8). */
  withdraw(): void {
    this.#ensurePending();
    this.change({ state: 'withdrawn' });
    this.raise(new RequestWithdrawn(this.#facts));
  }

  /** Nobody decided in time (AP-5). */
  lapse(now: Date): void {
    this.#ensurePending();
    if (this.lapsesAt > now) return;
    this.change({ state: 'lapsed' });
    this.raise(new RequestLapsed(this.#facts));
  }

  /** Reminds the approvers (AP-11) and tells others where that is due; what a stopped clock missed is told once. */
  chase(now: Date): void {
    this.#ensurePending();
    if (this.lapsesAt <= now) return;
    if (this.escalatesAt && this.escalatesAt <= now) {
      this.change({ escalatesAt: null });
      this.raise(new RequestEscalated(this.#facts));
    }
    const ahead = this.remindersAt.filter((at) => at > now);
    if (ahead.length === this.remindersAt.length) return;
    this.change({ remindersAt: ahead });
    this.raise(new RequestReminderDue(this.#facts));
  }

  /** AP-9: nobody is left who could decide these requests of a branch. They keep waiting; it is told once. */
  static strand(requests: readonly ApprovalRequest[], now: Date): void {
    for (const request of requests) request.change({ strandedAt: now });
    const [first] = requests;
    first?.raise(new BranchLostApprovers({ branchId: first.branchId, waiting: requests.length }));
  }

  /** There is somebody again. */
  rescue(): void {
    this.change({ strandedAt: null });
  }

  #moveTo(step: number): void {
    this.change({ step, stepRoleId: this.steps[step]!.approverRoleId });
  }

  /** Nobody decides their own, in their own name or in that of somebody else; nor two steps of one request. */
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
    return new AlreadyDecided(`The step “${name}” is ${state}.`, { state, decidedBy, decidedAt, step: at });
  }

  #ensurePending(): void {
    if (this.state === 'pending') return;
    const { state, decidedBy, decidedAt } = this;
    throw new AlreadyDecided(`It is ${state}.`, { state, decidedBy, decidedAt: decidedAt?.toISOString() ?? null });
  }

  get #facts() {
    const { id, bookingId, vehicleId, branchId, bookerId, step } = this;
    return { requestId: id, bookingId, vehicleId, branchId, bookerId, step };
  }
}
