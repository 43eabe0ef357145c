import { Injectable } from '@nestjs/common';
import { BookingConfirmed } from '../../bookings/events.js';
import { IdentityApi } from '../../identity/index.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { BookingStories } from '../use-cases/booking-stories.js';
import { WriteMails } from '../use-cases/write-mails.js';

/** AP-3: a flow was skipped because the branch has no approver; those who could appoint one are told. */
@Injectable()
export class WarnWhenBookingConfirmed {
  constructor(
    private readonly mails: WriteMails,
    private readonly stories: BookingStories,
    private readonly identity: IdentityApi,
  ) {}

  @On(BookingConfirmed)
  async handle(event: BookingConfirmed, tx: Tx): Promise<void> {
    const { bookingId, branchId, approval, together } = event.payload;
    if (approval !== 'skipped' || together) return;
    const story = await this.stories.of(bookingId);
    const admins = await this.identity.holdersOf('users.assign_roles', branchId);
    const drafts = admins.map((to) => ({ to, about: story, model: { booking: story.facts, occurrences: null } }));
    await this.mails.run(tx, event, 'approval-skipped', drafts);
  }
}
