import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { NoAnswer } from '../domain/answer-times.js';
import { type ConditionCode, conditionsMet, type FlowConditions, type FlowInput } from '../domain/approval-flow.js';
import { type FlowStep, type RequestStep, waitingStep } from '../domain/request-steps.js';
import { ApprovalQueries } from './lists/approvals.queries.js';
import { PlanSteps } from './plan-steps.js';
import type { RequestView } from './lists/request-view.js';

/** What other contexts need to know of a flow to see whether it would ask for approval. */
export interface FlowView {
  id: string;
  conditions: FlowConditions;
  requireSecondPerson: boolean;
  steps: FlowStep[];
  noAnswer: NoAnswer | null;
}

/** How a booking is confirmed, or why it must wait. */
export type Requirement =
  | { outcome: 'none' | 'skipped' | 'automatic' }
  | {
      outcome: 'required';
      flowId: string;
      reasons: ConditionCode[];
      requireSecondPerson: boolean;
      steps: RequestStep[];
      noAnswer: NoAnswer | null;
    };

/** What other contexts ask of approvals. */
@Injectable()
export class ApprovalsApi {
  constructor(
    private readonly database: Database,
    private readonly planSteps: PlanSteps,
    private readonly queries: ApprovalQueries,
  ) {}

  /** How many requests somebody can decide now, for themselves or as a delegate. */
  pendingCount(userId: string): Promise<number> {
    return this.queries.pendingCount(userId);
  }

  request(id: string): Promise<RequestView | undefined> {
    return this.database.one<RequestView>(
      `SELECT id, booking_id AS "bookingId", series_id AS "seriesId", occurrence_count AS "occurrenceCount",
              waiting_count AS "waitingCount", vehicle_id AS "vehicleId", branch_id AS "branchId",
              booker_id AS "bookerId", lower(period) AS start, upper(period) AS end, state, reasons,
              steps, step, lapses_at AS "lapsesAt",
              decided_by AS "decidedBy", decided_for AS "decidedFor", decided_at AS "decidedAt", note
         FROM approvals.requests WHERE id = $1`,
      [id],
    );
  }

  /** The bookings of a series that a request still waits for, earliest first; empty for a single booking. */
  waiting(id: string): Promise<{ bookingId: string; start: Date; end: Date }[]> {
    return this.database.query(
      `SELECT booking_id AS "bookingId", lower(period) AS start, upper(period) AS end FROM approvals.occurrences
        WHERE request_id = $1 AND state = 'pending' ORDER BY lower(period), id`,
      [id],
    );
  }

  flows(ids: readonly string[]): Promise<FlowView[]> {
    return this.database.query<FlowView>(
      `SELECT id, conditions, require_second_person AS "requireSecondPerson", steps, no_answer AS "noAnswer"
         FROM approvals.flows WHERE id = ANY($1::uuid[])`,
      [ids],
    );
  }

  /**
   * Whether bookings need approval (AP-1…AP-4). Takes all bookings of one person and one vehicle, so that the flow and its
   * approvers are read once. Steps are planned only here: the request is opened with the steps from this answer.
   *
   * @param flowId the vehicle's flow, if it has one
   * @param branchId the vehicle's branch, whose approvers decide
   */
  requirements(
    flowId: string | null,
    branchId: string,
    bookerId: string,
  ): (booking: FlowInput) => Promise<Requirement> {
    let flow: Promise<FlowView[]> | undefined;
    let planned: Promise<RequestStep[]> | undefined;
    return async (booking) => {
      const [found] = await (flow ??= flowId ? this.flows([flowId]) : Promise.resolve([]));
      const reasons = found ? conditionsMet(found.conditions, booking) : [];
      if (!found || reasons.length === 0) return { outcome: 'none' };
      return requirementOf(found, reasons, await (planned ??= this.planSteps.of(found, branchId, bookerId)));
    };
  }

  /**
   * What `requirements` would answer for bookings that do not exist yet, of any vehicles. Always two queries, however many
   * vehicles.
   *
   * @param flowIds the flows of the vehicles
   */
  async forecast(
    flowIds: readonly string[],
    bookerId: string,
  ): Promise<(flowId: string | null, branchId: string, booking: FlowInput) => Requirement> {
    const [flows, plan] = await Promise.all([this.flows(flowIds), this.planSteps.forecast(bookerId)]);
    return (flowId, branchId, booking) => {
      const found = flows.find(({ id }) => id === flowId);
      const reasons = found ? conditionsMet(found.conditions, booking) : [];
      if (!found || reasons.length === 0) return { outcome: 'none' };
      return requirementOf(found, reasons, plan(found, branchId));
    };
  }
}

function requirementOf(flow: FlowView, reasons: ConditionCode[], steps: RequestStep[]): Requirement {
  if (waitingStep(steps) === undefined) {
    return { outcome: steps.some(({ state }) => state === 'automatic') ? 'automatic' : 'skipped' };
  }
  const { id: flowId, requireSecondPerson, noAnswer } = flow;
  return { outcome: 'required', flowId, reasons, requireSecondPerson, steps, noAnswer };
}
