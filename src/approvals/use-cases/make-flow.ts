import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { ApprovalFlow } from '../domain/approval-flow.js';

@Injectable()
export class MakeFlow {
  constructor(private readonly work: UnitOfWork) {}

  run(actor: Actor, details: Pick<ApprovalFlow, 'name' | 'conditions' | 'requireSecondPerson'>): Promise<ApprovalFlow> {
    return this.work.run(actor, (tx) => tx.save(ApprovalFlow.make(details)));
  }
}
