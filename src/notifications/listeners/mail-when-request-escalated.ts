import { Injectable } from '@nestjs/common';
import { RequestEscalated } from '../../approvals/events.js';
import { IdentityApi } from '../../identity/index.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { AskedBookings } from '../use-cases/asked-bookings.js';
import { BookingStories } from '../use-cases/booking-stories.js';
import { WriteMails } from '../use-cases/write-mails.js';

/** AP-1: where a flow says so, those who manage the bookings of the branch are told that nobody answers. */
@Injectable()
export class MailWhenRequestEscalated {
  constructor(
    private readonly mails: WriteMails,
    private readonly stories: BookingStories,
    private readonly identity: IdentityApi,
    private readonly asked: AskedBookings,
  ) {}

  @On(RequestEscalated)
  async handle(event: RequestEscalated, tx: Tx): Promise<void> {
    const { requestId, bookingId, branchId } = event.payload;
    const story = await this.stories.of(bookingId);
    const occurrences = await this.asked.occurrences(requestId);
    const admins = await this.identity.holdersOf('bookings.manage', branchId);
    const drafts = admins.map((to) => ({ to, about: story, model: { booking: story.facts, occurrences } }));
    await this.mails.run(tx, event, 'approval-escalated', drafts);
  }
}
