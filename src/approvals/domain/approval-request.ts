import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import { newId } from '../../platform/domain/ids.js';
import { type Period, periodColumn } from '../../platform/domain/period.js';
import { RequestDecided, RequestLapsed, RequestOpened, RequestWithdrawn } from '../events.js';
import { AlreadyDecided, CannotDecideOwn, TooLateToDecide } from './errors.js';

export const requestStates = ['pending', 'approved', 'declined', 'withdrawn', 'lapsed'] as const;
export type RequestState = (typeof requestStates)[number];

export interface Decision {
  decision: 'approve' | 'decline';
  note?: string | undefined;
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
>;

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
  @Column('uuid', { name: 'decided_by', nullable: true }) readonly decidedBy!: string | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) readonly decidedAt!: Date | null;
  @Column('text', { nullable: true }) readonly note!: string | null;
  @Column('int') readonly version!: number;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt!: Date;

  static open(facts: Opening): ApprovalRequest {
    const request = new ApprovalRequest();
    const undecided = { decidedBy: null, decidedAt: null, note: null };
    request.change({ id: newId(), ...facts, ...undecided, state: 'pending', version: 1, createdAt: new Date() });
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
   * Decides, once and for all (AP-7).
   *
   * @throws AlreadyDecided, TooLateToDecide (AP-5), CannotDecideOwn
   */
  decide({ decision, note }: Decision, by: string, now: Date): void {
    this.#ensurePending();
    if (this.start <= now) throw new TooLateToDecide();
    const own = this.bookerId === by || (this.requireSecondPerson && this.originatorId === by);
    if (own) throw new CannotDecideOwn();
    const state = decision === 'approve' ? 'approved' : 'declined';
    this.change({ state, decidedBy: by, decidedAt: now, note: note || null });
    this.raise(new RequestDecided({ ...this.#facts, decision, decidedBy: by, note: this.note }));
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
    if (this.start > now) return;
    this.change({ state: 'lapsed' });
    this.raise(new RequestLapsed(this.#facts));
  }

  #ensurePending(): void {
    if (this.state === 'pending') return;
    const { state, decidedBy, decidedAt } = this;
    throw new AlreadyDecided(`It is ${state}.`, { state, decidedBy, decidedAt: decidedAt?.toISOString() ?? null });
  }

  get #facts() {
    const { id, bookingId, vehicleId, branchId, bookerId } = this;
    return { requestId: id, bookingId, vehicleId, branchId, bookerId };
  }
}
