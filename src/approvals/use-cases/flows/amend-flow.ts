import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/index.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { ApprovalFlow, type FlowDetails } from '../../domain/approval-flow.js';
import { StepRoles } from '../step-roles.js';

@Injectable()
export class AmendFlow {
  constructor(
    private readonly work: UnitOfWork,
    private readonly stepRoles: StepRoles,
  ) {}

  /** @throws NotFound, UnknownReference, InvalidInput, FlowNameTaken */
  run(actor: Actor, id: string, details: Partial<FlowDetails>): Promise<ApprovalFlow> {
    return this.work.run(actor, async (tx) => {
      const flow = await tx.load(ApprovalFlow, id);
      actor.ensure('change', 'ApprovalFlow', flow);
      await this.stepRoles.ensureSound(details.steps ?? []);
      flow.amend(details);
      return tx.save(flow);
    });
  }
}
