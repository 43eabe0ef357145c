import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../platform/domain/performer.js';
import { Sweeps } from '../../platform/schedule/sweeps.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { ApprovalRequest } from '../domain/approval-request.js';
import { ApprovalQueries } from './lists/approvals.queries.js';

const EVERY_MS = 5_000;
const SOME_DUE = `
  EXISTS (SELECT FROM approvals.requests
           WHERE state = 'pending' AND lapses_at > now() AND (reminders_at[1] <= now() OR escalates_at <= now()))`;

/** AP-11: reminds approvers, and escalates where a flow says so. Workers run it; of several, each request has one. */
@Injectable()
export class ChaseApprovers {
  constructor(
    private readonly work: UnitOfWork,
    private readonly requests: ApprovalQueries,
    sweeps: Sweeps,
  ) {
    sweeps.add('ChaseApprovers', EVERY_MS, () => this.run(), SOME_DUE);
  }

  async run(now = new Date()): Promise<void> {
    for (const { id, bookingId } of await this.requests.toChase(now)) {
      await this.work.run(
        SYSTEM,
        async (tx) => {
          const request = await tx.load(ApprovalRequest, id);
          // Decided or withdrawn between the question and the lock, or chased by another worker: nothing is due then.
          if (request.state !== 'pending') return;
          request.chase(now);
          await tx.save(request);
        },
        { locks: [['booking', bookingId]] },
      );
    }
  }
}
