import { PERIOD, type SampleParts } from './mail-definition.js';

/** What the samples of all mails are made of, with the same text wherever people write. */
export function sampleParts(text: string, organisation = 'Acme'): SampleParts {
  const booking = {
    id: '019ad3a5-8a4b-7000-8000-000000000001',
    vehicle: text,
    branch: text,
    period: PERIOD,
    start: 'Tue, 24 Nov, 9:00 am',
    destination: text,
    reason: text,
    booker: text,
    originator: text,
  };
  const listed = { count: 60, lines: Array<string>(50).fill(booking.period), more: 10 };
  return { text, organisation, booking, listed };
}
