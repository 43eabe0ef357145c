import { Injectable } from '@nestjs/common';
import { RequestEscalated } from '../../../approvals/events.js';
import { IdentityApi } from '../../../identity/index.js';
import { On } from '../../../platform/work/listeners.js';
import type { Tx } from '../../../platform/work/tx.js';
import { type AboutRequest, andMore, toBooking } from '../../email/booking-models.js';
import { defineMail } from '../../email/mail-definition.js';
import { WaitingOccurrences } from '../../use-cases/waiting-occurrences.js';
import { BookingStories } from '../../use-cases/booking-stories.js';
import { WriteMails } from '../../use-cases/write-mails.js';

type ApprovalEscalatedModel = AboutRequest;

export const approvalEscalated = defineMail<ApprovalEscalatedModel>({
  name: 'approval-escalated',
  kind: 'decisions',
  subject: ({ organisation, booking, occurrences }) =>
    `No decision yet: ${andMore(booking, occurrences)} (${organisation})`,
  link: toBooking,
  sample: ({ booking, listed }) => ({ booking, occurrences: listed }),
  html: `
{{#> layout}}
<h1>No one has decided yet</h1>
{{> greeting}}
<p><bdi>{{booking.booker}}</bdi>’s booking has been waiting for an approver of the <bdi>{{booking.branch}}</bdi> branch for longer than its approval flow allows:</p>
{{> booking}}
{{#if occurrences}}
<p>It is the first booking of this series:</p>
{{> listed list=occurrences}}
{{/if}}
<p>It is still waiting. You’re getting this email because you manage the branch’s bookings. Please ask the approvers to decide, or cancel the booking if it can’t go ahead.</p>
{{> link label="Review booking"}}
{{/layout}}
`,
  text: `
{{#> layout}}
{{booking.booker}}'s booking has been waiting for an approver of the
{{booking.branch}} branch for longer than its approval flow allows:

{{> booking}}

{{#if occurrences}}
It is the first booking of this series:

{{> listed list=occurrences}}

{{/if}}
It is still waiting. You're getting this email because you manage the branch's bookings.
Please ask the approvers to decide, or cancel the booking if it can't go ahead.

{{> link label="Review booking"}}
{{/layout}}
`,
});

/** AP-1: if a flow says so, mails the people who manage the branch's bookings that nobody has decided. */
@Injectable()
export class MailWhenRequestEscalated {
  constructor(
    private readonly mails: WriteMails,
    private readonly stories: BookingStories,
    private readonly identity: IdentityApi,
    private readonly waiting: WaitingOccurrences,
  ) {}

  @On(RequestEscalated)
  async handle(event: RequestEscalated, tx: Tx): Promise<void> {
    const { requestId, bookingId, branchId } = event.payload;
    const story = await this.stories.ofNow(bookingId);
    const occurrences = await this.waiting.occurrences(requestId);
    const admins = await this.identity.holdersOf('bookings.manage', branchId);
    const drafts = admins.map((to) => ({ to, about: story, model: { booking: story.facts, occurrences } }));
    await this.mails.run(tx, event, approvalEscalated, drafts);
  }
}
