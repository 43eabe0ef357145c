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

/**
 * AP-11: reminds approvers, and escalates where a flow says so. If several workers run it, each request is still handled
 * once.
 */
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
          // Decided, withdrawn or already handled by another worker before the lock was taken: nothing is due.
          if (request.state !== 'pending') return;
          request.chase(now);
          await tx.save(request);
        },
        { locks: [['booking', bookingId]] },
      );
    }
  }
}
