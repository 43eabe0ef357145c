import { Injectable } from '@nestjs/common';
import { ApproverAsked } from '../../../approvals/events.js';
import { ApprovalsApi } from '../../../approvals/index.js';
import { IdentityApi } from '../../../identity/index.js';
import { On } from '../../../platform/work/listeners.js';
import type { Tx } from '../../../platform/work/tx.js';
import { andMore, type ApprovalRequestModel } from '../../email/booking-models.js';
import { defineMail, LATER } from '../../email/mail-definition.js';
import { WaitingOccurrences } from '../../use-cases/waiting-occurrences.js';
import { BookingStories } from '../../use-cases/booking-stories.js';
import { WriteMails } from '../../use-cases/write-mails.js';
import { approvalReminder } from './approval-reminder.js';

type ApprovalWantedModel = ApprovalRequestModel;

export const approvalWanted = defineMail<ApprovalWantedModel>({
  name: 'approval-wanted',
  kind: 'decisions',
  subject: ({ organisation, booking, occurrences }) =>
    `Approval needed: ${andMore(booking, occurrences)} (${organisation})`,
  link: { token: '/approvals/decide' },
  sample: ({ text, booking }) => ({ booking, occurrences: null, notes: text, step: text, until: LATER }),
  html: `
{{#> layout}}
<h1>A booking needs your approval</h1>
{{> greeting}}
<p><bdi>{{booking.booker}}</bdi> has requested this vehicle. Please approve or decline:</p>
{{> booking}}
{{#if occurrences}}
<p>It is the first booking of this series:</p>
{{> listed list=occurrences}}
{{/if}}
{{#if step}}
<p>Approval step: <bdi>{{step}}</bdi></p>
{{/if}}
{{#if notes}}
<p>Notes on the booking:</p>
<blockquote dir="auto">{{lines notes}}</blockquote>
{{/if}}
{{> link label="Review request"}}
<p>This link is personal: please don’t forward it. You don’t need to sign in.</p>
{{#if occurrences}}
<p>The vehicle is reserved for now. If no one decides before {{until}}, the first booking of the series lapses.</p>
{{else}}
<p>The vehicle is reserved for now. If no one decides before {{until}}, the booking lapses.</p>
{{/if}}
{{/layout}}
`,
  text: `
{{#> layout}}
{{booking.booker}} has requested this vehicle. Please approve or decline:

{{> booking}}

{{#if occurrences}}
It is the first booking of this series:

{{> listed list=occurrences}}

{{/if}}
{{#if step}}
Approval step: {{step}}

{{/if}}
{{#if notes}}
Notes on the booking:

{{notes}}

{{/if}}
{{> link label="Review request"}}

This link is personal: please don't forward it. You don't need to sign in.

{{#if occurrences}}
The vehicle is reserved for now. If no one decides before {{until}}, the first booking of the series lapses.
{{else}}
The vehicle is reserved for now. If no one decides before {{until}}, the booking lapses.
{{/if}}
{{/layout}}
`,
});

/** AP-2, AP-10, AP-11: one mail to one approver, with a personal link. */
@Injectable()
export class MailWhenApproverAsked {
  constructor(
    private readonly mails: WriteMails,
    private readonly stories: BookingStories,
    private readonly identity: IdentityApi,
    private readonly approvals: ApprovalsApi,
    private readonly waiting: WaitingOccurrences,
  ) {}

  @On(ApproverAsked)
  async handle(event: ApproverAsked, tx: Tx): Promise<void> {
    const { requestId, step, userId, sealedToken, occasion } = event.payload;
    const [to, request] = [await this.identity.user(userId), await this.approvals.request(requestId)];
    // Decided or withdrawn while this waited: there is nothing to decide any more.
    if (!to || request?.state !== 'pending' || request.step !== step) return;
    const story = await this.stories.ofNow(request.bookingId);
    const { facts: booking, notes, momentOf } = story;
    const { steps, lapsesAt } = request;
    const occurrences = await this.waiting.occurrences(requestId);
    const model = {
      booking,
      occurrences,
      notes,
      step: steps.length > 1 ? steps[step]!.name : null,
      until: momentOf(lapsesAt),
    };
    const mail = occasion === 'wanted' ? approvalWanted : approvalReminder;
    await this.mails.run(tx, event, mail, [{ to, about: story, model, sealedSecret: sealedToken }]);
  }
}
