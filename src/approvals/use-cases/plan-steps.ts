import { Injectable } from '@nestjs/common';
import { reaches } from '../../access/index.js';
import { type FlowStep, planSteps, type RequestStep } from '../domain/request-steps.js';
import { WhoDecides } from './who-decides.js';

type Flow = { steps: readonly FlowStep[]; requireSecondPerson: boolean };

/** Plans the steps of a flow for a booking, with the branch's current approvers. */
@Injectable()
export class PlanSteps {
  constructor(private readonly who: WhoDecides) {}

  async of(flow: Flow, branchId: string, bookerId: string): Promise<RequestStep[]> {
    const approvers: string[][] = [];
    for (const step of flow.steps) approvers.push((await this.who.approversOf(step, branchId)).map(({ id }) => id));
    return planSteps(flow.steps, approvers, bookerId, flow.requireSecondPerson);
  }

  /** The same for any flows and branches with a single query, for bookings that do not exist yet. */
  async forecast(bookerId: string): Promise<(flow: Flow, branchId: string) => RequestStep[]> {
    const approvers = await this.who.everyApprover();
    return (flow, branchId) => {
      const able = approvers.filter(({ reach }) => reaches(reach, branchId));
      const ofSteps = flow.steps.map(({ approverRoleId }) =>
        able.filter(({ roleId }) => approverRoleId === null || roleId === approverRoleId).map(({ userId }) => userId),
      );
      return planSteps(flow.steps, ofSteps, bookerId, flow.requireSecondPerson);
    };
  }
}
