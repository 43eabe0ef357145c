import { Injectable } from '@nestjs/common';
import { Sweeps } from '../../platform/schedule/sweeps.js';
import { RemindOfBookings } from './remind-of-bookings.js';

const EVERY_MS = 5_000;

/** Looks for bookings that need a reminder, in every worker. */
@Injectable()
export class ReminderSweep {
  constructor(remind: RemindOfBookings, sweeps: Sweeps) {
    sweeps.add('RemindOfBookings', EVERY_MS, () => remind.run());
  }
}
