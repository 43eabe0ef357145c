import { type AboutBooking, inSubject, toBooking } from '../../email/booking-models.js';
import { defineMail } from '../../email/mail-definition.js';

type BookingReminderModel = AboutBooking & { notes: string | null };

export const bookingReminder = defineMail<BookingReminderModel>({
  name: 'booking-reminder',
  kind: 'bookingReminders',
  subject: ({ organisation, booking }) => `Your booking is coming up: ${inSubject(booking)} (${organisation})`,
  link: toBooking,
  sample: ({ text, booking }) => ({ booking, mine: false, notes: text }),
  html: `
{{#> layout}}
<h1>Your booking is coming up</h1>
{{> greeting}}
{{#if mine}}
<p>Your booking starts soon.</p>
{{else}}
<p>You are travelling with <bdi>{{booking.booker}}</bdi> soon.</p>
{{/if}}
{{> booking}}
{{#if notes}}
<p>Notes:</p>
<blockquote dir="auto">{{lines notes}}</blockquote>
{{/if}}
<p>No longer need it? Please cancel it so that others can book the vehicle.</p>
{{> link label="View booking"}}
{{/layout}}
`,
  text: `
{{#> layout}}
{{#if mine}}
Your booking starts soon.
{{else}}
You are travelling with {{booking.booker}} soon.
{{/if}}

{{> booking}}

{{#if notes}}
Notes:

{{notes}}

{{/if}}
No longer need it? Please cancel it so that others can book the vehicle.

{{> link label="View booking"}}
{{/layout}}
`,
});
