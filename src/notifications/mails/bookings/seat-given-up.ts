import { Injectable } from '@nestjs/common';
import { SeatGivenUp } from '../../../bookings/events.js';
import { On } from '../../../platform/work/listeners.js';
import type { Tx } from '../../../platform/work/tx.js';
import { type AboutSeat, inSubject, toBooking } from '../../email/booking-models.js';
import { defineMail } from '../../email/mail-definition.js';
import { WriteSeatMails } from '../../use-cases/write-seat-mails.js';

type SeatGivenUpModel = AboutSeat;

export const seatGivenUp = defineMail<SeatGivenUpModel>({
  name: 'seat-given-up',
  kind: 'seats',
  subject: ({ organisation, booking }) => `Seat given up: ${inSubject(booking)} (${organisation})`,
  link: toBooking,
  sample: ({ text, booking }) => ({ booking, mine: true, passenger: text, by: null, theirs: false }),
  html: `
{{#> layout}}
<h1>Seat given up</h1>
{{> greeting}}
{{#if theirs}}
{{#if by}}
<p><bdi>{{by}}</bdi> has removed you from <bdi>{{booking.booker}}</bdi>’s booking. You no longer have a seat.</p>
{{else}}
<p>You no longer have a seat in <bdi>{{booking.booker}}</bdi>’s booking.</p>
{{/if}}
{{else if mine}}
{{#if by}}
<p><bdi>{{passenger}}</bdi> is no longer travelling with you. <bdi>{{by}}</bdi> has removed them from the booking.</p>
{{else}}
<p><bdi>{{passenger}}</bdi> is no longer travelling with you.</p>
{{/if}}
{{else}}
{{#if by}}
<p><bdi>{{passenger}}</bdi> is no longer travelling with <bdi>{{booking.booker}}</bdi>. <bdi>{{by}}</bdi> has removed them from the booking.</p>
{{else}}
<p><bdi>{{passenger}}</bdi> is no longer travelling with <bdi>{{booking.booker}}</bdi>.</p>
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
{{by}} has removed you from {{booking.booker}}'s booking. You no longer have a seat.
{{else}}
You no longer have a seat in {{booking.booker}}'s booking.
{{/if}}
{{else if mine}}
{{#if by}}
{{passenger}} is no longer travelling with you. {{by}} has removed them from the booking.
{{else}}
{{passenger}} is no longer travelling with you.
{{/if}}
{{else}}
{{#if by}}
{{passenger}} is no longer travelling with {{booking.booker}}. {{by}} has removed them from the booking.
{{else}}
{{passenger}} is no longer travelling with {{booking.booker}}.
{{/if}}
{{/if}}

{{> booking}}

{{> link label="View booking"}}
{{/layout}}
`,
});

@Injectable()
export class MailWhenSeatGivenUp {
  constructor(private readonly mails: WriteSeatMails) {}

  @On(SeatGivenUp)
  handle(event: SeatGivenUp, tx: Tx): Promise<void> {
    return this.mails.run(tx, event, seatGivenUp, 'CANCEL');
  }
}
