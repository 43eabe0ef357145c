import { Injectable } from '@nestjs/common';
import { Sweeps } from '../../platform/schedule/sweeps.js';
import { SYSTEM } from '../../platform/domain/performer.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { ApprovalRequest } from '../domain/approval-request.js';
import { ApprovalQueries } from './approvals.queries.js';

const EVERY_MS = 2_000;

/** AP-5: ends the requests that nobody decided in time. Workers run it; several do no harm. */
@Injectable()
export class LapseRequests {
  constructor(
    private readonly work: UnitOfWork,
    private readonly requests: ApprovalQueries,
    sweeps: Sweeps,
  ) {
    sweeps.add('LapseRequests', EVERY_MS, () => this.run());
  }

  async run(now = new Date()): Promise<void> {
    for (const { id, bookingId } of await this.requests.overdue(now)) {
      await this.work.run(SYSTEM, async (tx) => {
        await tx.lock('booking', bookingId); // architecture rule 3b
        const request = await tx.load(ApprovalRequest, id);
        // Decided or withdrawn between the question and the lock: nothing is left to do.
        if (request.state !== 'pending') return;
        request.lapse(now);
        await tx.save(request);
      });
    }
  }
}
