import { Injectable } from '@nestjs/common';
import { BookingChanged } from '../../bookings/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { ApprovalRequest } from '../domain/approval-request.js';

/** AP-8: what was asked is not what the booking is any more. Where it must be asked anew, a new request is opened next. */
@Injectable()
export class WithdrawWhenBookingChanged {
  @OnCommitting(BookingChanged)
  async handle({ payload }: BookingChanged, tx: Tx): Promise<void> {
    if (!payload.reconsidered) return;
    const open = await tx.find(ApprovalRequest, `booking_id = $1 AND state = 'pending'`, [payload.bookingId]);
    if (!open) return;
    open.withdraw();
    await tx.save(open);
  }
}
