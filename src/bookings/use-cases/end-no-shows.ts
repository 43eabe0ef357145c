import { Injectable } from '@nestjs/common';
import { BranchesApi } from '../../branches/index.js';
import { SYSTEM } from '../../platform/domain/performer.js';
import { Sweeps } from '../../platform/schedule/sweeps.js';
import type { Tx } from '../../platform/work/tx.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { Booking } from '../domain/booking.js';
import { OverdueQueries } from './overdue.queries.js';

const EVERY_MS = 10_000;

/** BK-12: ends bookings whose vehicle nobody fetched, if the organisation wants that. Workers run it; several do no harm. */
@Injectable()
export class EndNoShows {
  constructor(
    private readonly work: UnitOfWork,
    private readonly branches: BranchesApi,
    private readonly overdue: OverdueQueries,
    sweeps: Sweeps,
  ) {
    sweeps.add('EndNoShows', EVERY_MS, () => this.run());
  }

  async run(now = new Date()): Promise<void> {
    const { noShowMinutes } = await this.branches.organisation();
    if (noShowMinutes === null) return;
    for (const id of await this.overdue.notFetched(now, noShowMinutes)) {
      const end = async (tx: Tx) => {
        const booking = await tx.load(Booking, id);
        // Checked out, moved or cancelled before the lock was taken: nothing to do.
        if (!booking.isMissed(noShowMinutes, now)) return;
        booking.miss();
        await tx.save(booking);
      };
      await this.work.run(SYSTEM, end, { locks: [['booking', id]] });
    }
  }
}
