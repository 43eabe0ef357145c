import { Injectable } from '@nestjs/common';
import { type FlowStep, planSteps, type RequestStep } from '../domain/request-steps.js';
import { WhoDecides } from './who-decides.js';

/** How a flow's steps stand for a booking of a branch's vehicle, as the branch's approvers are now. */
@Injectable()
export class PlanSteps {
  constructor(private readonly who: WhoDecides) {}

  async of(
    flow: { steps: readonly FlowStep[]; requireSecondPerson: boolean },
    branchId: string,
    bookerId: string,
  ): Promise<RequestStep[]> {
    const approvers: string[][] = [];
    for (const step of flow.steps) approvers.push((await this.who.approversOf(step, branchId)).map(({ id }) => id));
    return planSteps(flow.steps, approvers, bookerId, flow.requireSecondPerson);
  }
}
