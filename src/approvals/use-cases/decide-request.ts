import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import type { ApprovalRequest } from '../domain/approval-request.js';
import type { Decision } from '../domain/request-states.js';
import { ApprovalQueries } from './lists/approvals.queries.js';
import { TakeDecision } from './take-decision.js';
import { locksOf } from './whole-request.js';

@Injectable()
export class DecideRequest {
  constructor(
    private readonly work: UnitOfWork,
    private readonly requests: ApprovalQueries,
    private readonly takeDecision: TakeDecision,
  ) {}

  /**
   * @param meant the step that the approver saw; left out, the step that waits when the request arrives. A caller that waits
   *   for the lock behind another decision did not mean the step after it.
   */
  async run(actor: Actor, id: string, decision: Decision, meant?: number): Promise<ApprovalRequest> {
    const { bookingIds, step } = await this.requests.placeOf(id);
    return this.work.run(actor, (tx) => this.takeDecision.run(tx, actor.userId, id, meant ?? step, decision), {
      locks: locksOf(bookingIds),
    });
  }
}
