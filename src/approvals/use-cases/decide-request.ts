import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { ApprovalRequest, type Decision } from '../domain/approval-request.js';
import { ApprovalQueries } from './approvals.queries.js';

@Injectable()
export class DecideRequest {
  constructor(
    private readonly work: UnitOfWork,
    private readonly requests: ApprovalQueries,
  ) {}

  run(actor: Actor, id: string, decision: Decision): Promise<ApprovalRequest> {
    return this.work.run(actor, async (tx) => {
      await tx.lock('booking', await this.requests.bookingOf(id)); // architecture rule 3b
      const request = await tx.load(ApprovalRequest, id);
      actor.ensure('decide', 'ApprovalRequest', request);
      request.decide(decision, actor.userId, new Date());
      return tx.save(request);
    });
  }
}
