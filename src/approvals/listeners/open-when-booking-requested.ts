import { Injectable } from '@nestjs/common';
import { BookingRequested } from '../../bookings/events.js';
import { Period } from '../../platform/domain/period.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { ApprovalRequest } from '../domain/approval-request.js';

@Injectable()
export class OpenWhenBookingRequested {
  @OnCommitting(BookingRequested)
  async handle({ payload }: BookingRequested, tx: Tx): Promise<void> {
    const { start, end, ...facts } = payload;
    await tx.save(ApprovalRequest.open({ ...facts, period: Period.of(new Date(start), new Date(end)) }));
  }
}
