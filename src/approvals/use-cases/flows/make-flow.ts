import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/index.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { ApprovalFlow, type FlowDetails } from '../../domain/approval-flow.js';
import { StepRoles } from '../step-roles.js';

@Injectable()
export class MakeFlow {
  constructor(
    private readonly work: UnitOfWork,
    private readonly stepRoles: StepRoles,
  ) {}

  /** @throws UnknownReference, InvalidInput, FlowNameTaken */
  run(actor: Actor, details: FlowDetails): Promise<ApprovalFlow> {
    return this.work.run(actor, async (tx) => {
      await this.stepRoles.ensureSound(details.steps);
      return tx.save(ApprovalFlow.make(details));
    });
  }
}
