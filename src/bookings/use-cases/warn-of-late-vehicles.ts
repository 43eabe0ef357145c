import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../platform/domain/performer.js';
import { Sweeps } from '../../platform/schedule/sweeps.js';
import type { Tx } from '../../platform/work/tx.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { Booking } from '../domain/booking.js';
import { LateNotice } from '../domain/late-notice.js';
import { OverdueQueries, TOLD_AHEAD_MINUTES } from './overdue.queries.js';

const EVERY_MS = 10_000;
const SOME_OUT = `EXISTS (SELECT FROM bookings.bookings WHERE state = 'in_use')`;

/**
 * BK-13: tells the next booker, once for each start, that the vehicle is still out. Both bookings stay as they are: the
 * overdue one took only its own period (BK-3).
 */
@Injectable()
export class WarnOfLateVehicles {
  constructor(
    private readonly work: UnitOfWork,
    private readonly overdue: OverdueQueries,
    sweeps: Sweeps,
  ) {
    sweeps.add('WarnOfLateVehicles', EVERY_MS, () => this.run(), SOME_OUT);
  }

  async run(now = new Date()): Promise<void> {
    for (const id of await this.overdue.atRisk(now)) {
      await this.work.run(SYSTEM, (tx) => this.#warn(tx, id, now), { locks: [['booking', id]] });
    }
  }

  async #warn(tx: Tx, id: string, now: Date): Promise<void> {
    const booking = await tx.load(Booking, id);
    const soon = +booking.start - TOLD_AHEAD_MINUTES * 60_000 <= +now;
    // Moved, cancelled or brought back before the lock was taken: there is nothing to tell.
    if (!soon || !booking.isOpen(now) || !(await this.overdue.isOut(booking))) return;
    // If several workers run, only the one that writes the notice tells.
    await tx.insertUnlessTaken(LateNotice.give(booking, await this.overdue.instead(booking), now));
  }
}
