import { andMore, type ApprovalRequestModel } from '../../email/booking-models.js';
import { defineMail, LATER } from '../../email/mail-definition.js';

type ApprovalReminderModel = ApprovalRequestModel;

export const approvalReminder = defineMail<ApprovalReminderModel>({
  name: 'approval-reminder',
  kind: 'decisions',
  subject: ({ organisation, booking, occurrences }) =>
    `Still needs your decision: ${andMore(booking, occurrences)} (${organisation})`,
  link: { token: '/approvals/decide' },
  sample: ({ text, booking, listed }) => ({ booking, occurrences: listed, notes: text, step: text, until: LATER }),
  html: `
{{#> layout}}
<h1>A booking still needs your decision</h1>
{{> greeting}}
<p><bdi>{{booking.booker}}</bdi>’s booking starts soon and still needs a decision:</p>
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
{{booking.booker}}'s booking starts soon and still needs a decision:

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
