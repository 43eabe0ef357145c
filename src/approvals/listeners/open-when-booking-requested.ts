import { Injectable } from '@nestjs/common';
import { BookingRequested } from '../../bookings/events.js';
import { Config } from '../../platform/config/config.js';
import { Period } from '../../platform/domain/period.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { ApprovalRequest } from '../domain/approval-request.js';
import { FlowQueries } from '../use-cases/flows.queries.js';
import { PlanSteps } from '../use-cases/plan-steps.js';

@Injectable()
export class OpenWhenBookingRequested {
  constructor(
    private readonly flows: FlowQueries,
    private readonly planSteps: PlanSteps,
    private readonly config: Config,
  ) {}

  @OnCommitting(BookingRequested)
  async handle({ payload }: BookingRequested, tx: Tx): Promise<void> {
    const { flowId, branchId, bookerId, start, end, ...facts } = payload;
    // What the flow asks for is copied: its later edits are for later bookings.
    const { steps: wanted, noAnswer } = await this.flows.flow(flowId);
    const { requireSecondPerson } = facts;
    const steps = await this.planSteps.of({ steps: wanted, requireSecondPerson }, branchId, bookerId);
    const period = Period.of(new Date(start), new Date(end));
    const reminderHours = this.config.values.APPROVAL_REMINDER_HOURS;
    await tx.save(
      ApprovalRequest.open({ ...facts, flowId, branchId, bookerId, period, steps, noAnswer, reminderHours }),
    );
  }
}
