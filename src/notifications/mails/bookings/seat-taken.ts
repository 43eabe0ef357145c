import { Injectable } from '@nestjs/common';
import { SeatTaken } from '../../../bookings/events.js';
import { On } from '../../../platform/work/listeners.js';
import type { Tx } from '../../../platform/work/tx.js';
import { type AboutSeat, inSubject, toBooking } from '../../email/booking-models.js';
import { defineMail } from '../../email/mail-definition.js';
import { WriteSeatMails } from '../../use-cases/write-seat-mails.js';

type SeatTakenModel = AboutSeat;

export const seatTaken = defineMail<SeatTakenModel>({
  name: 'seat-taken',
  kind: 'seats',
  subject: ({ organisation, booking }) => `Seat taken: ${inSubject(booking)} (${organisation})`,
  link: toBooking,
  sample: ({ text, booking }) => ({ booking, mine: true, passenger: text, by: text, theirs: false }),
  html: `
{{#> layout}}
<h1>Seat taken</h1>
{{> greeting}}
{{#if theirs}}
{{#if by}}
<p><bdi>{{by}}</bdi> has given you a seat in <bdi>{{booking.booker}}</bdi>’s booking.</p>
{{else}}
<p>You have a seat in <bdi>{{booking.booker}}</bdi>’s booking.</p>
{{/if}}
{{else if mine}}
{{#if by}}
<p><bdi>{{by}}</bdi> has given <bdi>{{passenger}}</bdi> a seat in your booking.</p>
{{else}}
<p><bdi>{{passenger}}</bdi> has taken a seat in your booking.</p>
{{/if}}
{{else}}
{{#if by}}
<p><bdi>{{by}}</bdi> has given <bdi>{{passenger}}</bdi> a seat in <bdi>{{booking.booker}}</bdi>’s booking.</p>
{{else}}
<p><bdi>{{passenger}}</bdi> has taken a seat in <bdi>{{booking.booker}}</bdi>’s booking.</p>
{{/if}}
{{/if}}
{{> booking}}
{{> link label="View booking"}}
{{/layout}}
`,
  text: `
{{#> layout}}
{{#if theirs}}
{{#if by}}
{{by}} has given you a seat in {{booking.booker}}'s booking.
{{else}}
You have a seat in {{booking.booker}}'s booking.
{{/if}}
{{else if mine}}
{{#if by}}
{{by}} has given {{passenger}} a seat in your booking.
{{else}}
{{passenger}} has taken a seat in your booking.
{{/if}}
{{else}}
{{#if by}}
{{by}} has given {{passenger}} a seat in {{booking.booker}}'s booking.
{{else}}
{{passenger}} has taken a seat in {{booking.booker}}'s booking.
{{/if}}
{{/if}}

{{> booking}}

{{> link label="View booking"}}
{{/layout}}
`,
});

@Injectable()
export class MailWhenSeatTaken {
  constructor(private readonly mails: WriteSeatMails) {}

  @On(SeatTaken)
  handle(event: SeatTaken, tx: Tx): Promise<void> {
    return this.mails.run(tx, event, seatTaken, 'REQUEST');
  }
}
