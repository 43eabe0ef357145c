import { Injectable } from '@nestjs/common';
import { ApprovalsApi } from '../../approvals/index.js';
import { ApproverAsked } from '../../approvals/events.js';
import { IdentityApi } from '../../identity/index.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { AskedBookings } from '../use-cases/asked-bookings.js';
import { BookingStories } from '../use-cases/booking-stories.js';
import { WriteMails } from '../use-cases/write-mails.js';

/** AP-2, AP-10, AP-11: one mail to one approver, with a link of their own. */
@Injectable()
export class MailWhenApproverAsked {
  constructor(
    private readonly mails: WriteMails,
    private readonly stories: BookingStories,
    private readonly identity: IdentityApi,
    private readonly approvals: ApprovalsApi,
    private readonly asked: AskedBookings,
  ) {}

  @On(ApproverAsked)
  async handle(event: ApproverAsked, tx: Tx): Promise<void> {
    const { requestId, step, userId, sealedToken, occasion } = event.payload;
    const [to, request] = [await this.identity.user(userId), await this.approvals.request(requestId)];
    // Decided or withdrawn while this waited: nobody is asked for what is done.
    if (!to || request?.state !== 'pending' || request.step !== step) return;
    const story = await this.stories.of(request.bookingId);
    const { facts: booking, notes, momentOf } = story;
    const { steps, lapsesAt } = request;
    const occurrences = await this.asked.occurrences(requestId);
    const model = {
      booking,
      occurrences,
      notes,
      step: steps.length > 1 ? steps[step]!.name : null,
      until: momentOf(lapsesAt),
    };
    const template = occasion === 'wanted' ? 'approval-wanted' : 'approval-reminder';
    await this.mails.run(tx, event, template, [{ to, about: story, model, sealedSecret: sealedToken }]);
  }
}
