import { Injectable } from '@nestjs/common';
import { Sweeps } from '../../platform/schedule/sweeps.js';
import { SYSTEM } from '../../platform/domain/performer.js';
import type { Tx } from '../../platform/work/tx.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { ApprovalQueries } from './lists/approvals.queries.js';
import { loadWhole, locksOf, saveWhole } from './whole-request.js';

const EVERY_MS = 2_000;
const SOME_DUE = `EXISTS (SELECT FROM approvals.requests WHERE state = 'pending' AND lapses_at <= now())`;

/** AP-5: lapses requests, or bookings of a series, that nobody decided in time. Workers run it; several do no harm. */
@Injectable()
export class LapseRequests {
  constructor(
    private readonly work: UnitOfWork,
    private readonly requests: ApprovalQueries,
    sweeps: Sweeps,
  ) {
    sweeps.add('LapseRequests', EVERY_MS, () => this.run(), SOME_DUE);
  }

  async run(now = new Date()): Promise<void> {
    for (const { id, bookingIds } of await this.requests.overdue(now)) {
      const lapse = async (tx: Tx) => {
        const request = await loadWhole(tx, id);
        // Decided or withdrawn before the lock was taken: nothing to do.
        if (request.state !== 'pending') return;
        request.lapse(now);
        await saveWhole(tx, request);
      };
      await this.work.run(SYSTEM, lapse, { locks: locksOf(bookingIds) });
    }
  }
}
