import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { ApprovalFlow } from '../domain/approval-flow.js';

@Injectable()
export class AmendFlow {
  constructor(private readonly work: UnitOfWork) {}

  run(
    actor: Actor,
    id: string,
    details: Partial<Pick<ApprovalFlow, 'name' | 'conditions' | 'requireSecondPerson'>>,
  ): Promise<ApprovalFlow> {
    return this.work.run(actor, async (tx) => {
      const flow = await tx.load(ApprovalFlow, id);
      actor.ensure('change', 'ApprovalFlow', flow);
      flow.amend(details);
      return tx.save(flow);
    });
  }
}
