import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/work/tx.js';
import type { ApprovalRequest } from '../domain/approval-request.js';
import type { Decision } from '../domain/request-states.js';
import type { Approvers } from '../domain/request-steps.js';
import { loadWhole, saveWhole } from './whole-request.js';
import { WhoDecides } from './who-decides.js';

/**
 * One person's decision on one step, whether it comes from the queue, a bulk request or an email. The caller holds the locks
 * of the bookings.
 */
@Injectable()
export class TakeDecision {
  constructor(private readonly who: WhoDecides) {}

  /**
   * @param step the step that the person saw
   * @throws NotFound, Forbidden, AlreadyDecided, TooLateToDecide, CannotDecideOwn, UnknownReference
   */
  async run(tx: Tx, userId: string, id: string, step: number, decision: Decision): Promise<ApprovalRequest> {
    const request = await loadWhole(tx, id);
    // Checked inside the transaction: someone who has just lost the role or the reach may no longer decide.
    const decider = (await this.who.powersOf(userId)).deciderOf(request);
    request.decide(decision, decider, step, new Date(), await this.#laterApprovers(request, decision));
    return saveWhole(tx, request);
  }

  /** Who could decide the steps after the one that waits. */
  async #laterApprovers(
    { steps, step, branchId }: ApprovalRequest,
    { decision }: Decision,
  ): Promise<Approvers | undefined> {
    if (decision === 'decline') return undefined;
    const approvers = new Map<number, string[]>();
    for (const [at, later] of steps.entries()) {
      if (at <= step || later.state !== 'waiting') continue;
      const people = await this.who.approversOf(later, branchId);
      approvers.set(
        at,
        people.map(({ id }) => id),
      );
    }
    return approvers;
  }
}
