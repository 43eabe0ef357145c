import { Injectable } from '@nestjs/common';
import { IdentityApi } from '../../identity/index.js';
import { Database } from '../../platform/database/database.js';
import { type BookingFacts, conditionsMet, type ConditionCode, type FlowConditions } from '../domain/approval-flow.js';

export interface RequestView {
  id: string;
  bookingId: string;
  vehicleId: string;
  branchId: string;
  bookerId: string;
  start: Date;
  end: Date;
  state: 'pending' | 'approved' | 'declined' | 'withdrawn' | 'lapsed';
  reasons: string[];
  decidedBy: string | null;
  decidedAt: Date | null;
  note: string | null;
}

/** A flow, as far as somebody needs it who asks whether it would want approval. */
export interface FlowView {
  id: string;
  conditions: FlowConditions;
  requireSecondPerson: boolean;
}

/** How a booking comes to be certain, or why it must wait. */
export type Requirement =
  | { outcome: 'none' | 'skipped' | 'automatic' }
  | { outcome: 'required'; flowId: string; reasons: ConditionCode[]; requireSecondPerson: boolean };

/** What other contexts ask of approvals. */
@Injectable()
export class ApprovalsApi {
  constructor(
    private readonly database: Database,
    private readonly identity: IdentityApi,
  ) {}

  request(id: string): Promise<RequestView | undefined> {
    return this.database.one<RequestView>(
      `SELECT id, booking_id AS "bookingId", vehicle_id AS "vehicleId", branch_id AS "branchId",
              booker_id AS "bookerId", lower(period) AS start, upper(period) AS end, state, reasons,
              decided_by AS "decidedBy", decided_at AS "decidedAt", note
         FROM approvals.requests WHERE id = $1`,
      [id],
    );
  }

  flows(ids: readonly string[]): Promise<FlowView[]> {
    return this.database.query<FlowView>(
      `SELECT id, conditions, require_second_person AS "requireSecondPerson"
         FROM approvals.flows WHERE id = ANY($1::uuid[])`,
      [ids],
    );
  }

  /**
   * Whether a booking must wait for somebody (AP-1…AP-4).
   *
   * @param flowId the vehicle's flow, if it carries one
   * @param branchId the vehicle's branch, whose approvers decide
   */
  async requirement(
    flowId: string | null,
    branchId: string,
    bookerId: string,
    booking: BookingFacts,
  ): Promise<Requirement> {
    const [flow] = flowId ? await this.flows([flowId]) : [];
    const reasons = flow ? conditionsMet(flow.conditions, booking) : [];
    if (!flow || reasons.length === 0) return { outcome: 'none' };
    const approvers = await this.identity.holdersOf('approvals.decide', branchId);
    if (approvers.length === 0) return { outcome: 'skipped' };
    const isApprover = approvers.some(({ id }) => id === bookerId);
    // Where a second person is demanded and there is none, the booking waits, and lapses: a demand is never skipped.
    if (isApprover && !flow.requireSecondPerson) return { outcome: 'automatic' };
    return { outcome: 'required', flowId: flow.id, reasons, requireSecondPerson: flow.requireSecondPerson };
  }
}
