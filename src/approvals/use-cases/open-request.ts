import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Period } from '../../platform/domain/period.js';
import type { Tx } from '../../platform/work/tx.js';
import { ApprovalRequest } from '../domain/approval-request.js';
import { FlowQueries } from './flows.queries.js';
import { PlanSteps } from './plan-steps.js';
import { saveWhole } from './whole-request.js';

/** A booking that a flow wants somebody to approve. */
export interface Requested {
  bookingId: string;
  vehicleId: string;
  branchId: string;
  bookerId: string;
  originatorId: string;
  start: string;
  end: string;
  flowId: string;
  reasons: string[];
  requireSecondPerson: boolean;
}

/** Opens requests, in the transaction that makes or changes the bookings. */
@Injectable()
export class OpenRequest {
  constructor(
    private readonly flows: FlowQueries,
    private readonly planSteps: PlanSteps,
    private readonly config: Config,
  ) {}

  of(tx: Tx, booking: Requested): Promise<void> {
    return this.#open(tx, null, [booking]);
  }

  /**
   * AP-12: one for the series. Where some of its bookings were given another vehicle or another person meanwhile, there is one
   * for each that is decided on its own grounds.
   */
  async ofSeries(tx: Tx, seriesId: string, bookings: readonly Requested[]): Promise<void> {
    const alike = Map.groupBy(bookings, ({ flowId, vehicleId, bookerId, originatorId, requireSecondPerson }) =>
      JSON.stringify([flowId, vehicleId, bookerId, originatorId, requireSecondPerson]),
    );
    for (const some of alike.values()) await this.#open(tx, seriesId, some);
  }

  async #open(tx: Tx, seriesId: string | null, bookings: readonly Requested[]): Promise<void> {
    const { flowId, vehicleId, branchId, bookerId, originatorId, requireSecondPerson } = bookings[0]!;
    const whose = { seriesId, flowId, vehicleId, branchId, bookerId, originatorId, requireSecondPerson };
    // What the flow asks for is copied: its later edits are for later bookings.
    const { steps: wanted, noAnswer } = await this.flows.flow(flowId);
    const steps = await this.planSteps.of({ steps: wanted, requireSecondPerson }, branchId, bookerId);
    const asked = bookings.map(({ bookingId, start, end, reasons }) => {
      return { bookingId, reasons, period: Period.of(new Date(start), new Date(end)) };
    });
    const earliestFirst = asked.sort((one, other) => +one.period.start - +other.period.start);
    const reminderHours = this.config.values.APPROVAL_REMINDER_HOURS;
    const facts = { ...whose, bookings: earliestFirst, steps, noAnswer, reminderHours };
    await saveWhole(tx, ApprovalRequest.open(facts));
  }
}
