import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { type BookingFacts, conditionsMet, type ConditionCode, type FlowConditions } from '../domain/approval-flow.js';
import { type FlowStep, type RequestStep, waitingStep } from '../domain/request-steps.js';
import { PlanSteps } from './plan-steps.js';

export interface RequestView {
  id: string;
  /** The booking; of a series the next that waits, or was the last to. */
  bookingId: string;
  seriesId: string | null;
  occurrenceCount: number;
  waitingCount: number;
  vehicleId: string;
  branchId: string;
  bookerId: string;
  start: Date;
  end: Date;
  state: 'pending' | 'approved' | 'declined' | 'withdrawn' | 'lapsed';
  reasons: string[];
  steps: RequestStep[];
  /** Which of them waits, or was the last to. */
  step: number;
  lapsesAt: Date;
  decidedBy: string | null;
  /** Whom the decider stood in for (AP-11). */
  decidedFor: string | null;
  decidedAt: Date | null;
  note: string | null;
}

/** A flow, as far as somebody needs it who asks whether it would want approval. */
export interface FlowView {
  id: string;
  conditions: FlowConditions;
  requireSecondPerson: boolean;
  steps: FlowStep[];
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
    private readonly planSteps: PlanSteps,
  ) {}

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

  /** The bookings of a series that a request still waits for, earliest first; of a single booking none. */
  waiting(id: string): Promise<{ bookingId: string; start: Date; end: Date }[]> {
    return this.database.query(
      `SELECT booking_id AS "bookingId", lower(period) AS start, upper(period) AS end FROM approvals.occurrences
        WHERE request_id = $1 AND state = 'pending' ORDER BY lower(period), id`,
      [id],
    );
  }

  flows(ids: readonly string[]): Promise<FlowView[]> {
    return this.database.query<FlowView>(
      `SELECT id, conditions, require_second_person AS "requireSecondPerson", steps
         FROM approvals.flows WHERE id = ANY($1::uuid[])`,
      [ids],
    );
  }

  /**
   * Whether bookings must wait for somebody (AP-1…AP-4): of all that one person is to have of one vehicle, so that its flow
   * and its approvers are looked up once.
   *
   * @param flowId the vehicle's flow, if it carries one
   * @param branchId the vehicle's branch, whose approvers decide
   */
  requirements(
    flowId: string | null,
    branchId: string,
    bookerId: string,
  ): (booking: BookingFacts) => Promise<Requirement> {
    let flow: Promise<FlowView[]> | undefined;
    let planned: Promise<RequestStep[]> | undefined;
    return async (booking) => {
      const [found] = await (flow ??= flowId ? this.flows([flowId]) : Promise.resolve([]));
      const reasons = found ? conditionsMet(found.conditions, booking) : [];
      if (!found || reasons.length === 0) return { outcome: 'none' };
      const steps = await (planned ??= this.planSteps.of(found, branchId, bookerId));
      if (waitingStep(steps) === undefined) {
        return { outcome: steps.some(({ state }) => state === 'automatic') ? 'automatic' : 'skipped' };
      }
      return { outcome: 'required', flowId: found.id, reasons, requireSecondPerson: found.requireSecondPerson };
    };
  }
}
