import { Injectable } from '@nestjs/common';
import { BookingCancelled } from '../../bookings/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { ApprovalRequest } from '../domain/approval-request.js';

/** AP-8: a cancelled booking has nothing left to decide. */
@Injectable()
export class WithdrawWhenBookingCancelled {
  @OnCommitting(BookingCancelled)
  async handle({ payload }: BookingCancelled, tx: Tx): Promise<void> {
    const open = await tx.find(ApprovalRequest, `booking_id = $1 AND state = 'pending'`, [payload.bookingId]);
    if (!open) return;
    open.withdraw();
    await tx.save(open);
  }
}
