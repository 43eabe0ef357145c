import type { Models, TemplateName } from './templates.js';

/** Every template's model with the same text wherever people write: for previews, and for tests with hostile texts. */
export function sampleModels(text: string): { [Name in TemplateName]: Models[Name] } {
  const booking = {
    vehicle: text,
    branch: text,
    period: 'Tuesday 24 November 2026, 09:00–11:30 (Europe/Berlin)',
    start: 'Tue 24 Nov, 09:00',
    destination: text,
    reason: text,
    booker: text,
    originator: text,
  };
  return {
    verification: { expires: 'tomorrow' },
    invitation: { branch: text, invitedBy: text, expires: 'next week' },
    'already-registered': {},
    'address-wanted': {},
    'password-reset': { expires: 'in an hour' },
    'no-password-reset': { suspended: true, rejected: false },
    'email-change': { expires: 'tomorrow' },
    'credential-changed': { what: 'the password was changed', when: 'today' },
    'pending-user': { person: text, email: 'p@example.org', branch: text },
    'user-approved': { branch: text },
    'user-rejected': { reason: text },
    'booking-confirmed': { booking, mine: false, how: 'It needs no approval.' },
    'booking-declined': { booking, mine: false, note: text },
    'booking-cancelled': { booking, mine: false, cancelledBy: text, byReader: false, reason: text },
    'booking-lapsed': { booking, mine: false },
    'booking-changed': {
      booking,
      mine: false,
      changedBy: text,
      byReader: false,
      was: { vehicle: text, period: 'Monday', booker: text },
      also: 'notes',
      awaitsApproval: true,
    },
    'seat-taken': { booking, mine: true, passenger: text, by: text, theirs: false },
    'seat-given-up': { booking, mine: true, passenger: text, by: null, theirs: false },
    'vehicle-disabled': {
      vehicle: text,
      branch: text,
      bookings: [{ period: booking.period, booker: text }],
      mine: false,
    },
    'booking-reminder': { booking, mine: false, notes: text },
    'new-sign-in': { device: text, when: 'Tuesday 24 November 2026, 09:00 (Europe/Berlin)' },
    'approval-wanted': { booking, notes: text, step: text, until: 'tomorrow' },
    'approval-reminder': { booking, notes: text, step: text, until: 'tomorrow' },
    'approval-escalated': { booking },
    'approval-skipped': { booking },
    'approvers-lost': { branchName: text, waiting: 2 },
    'queue-delegated': { delegator: text, from: 'today', until: 'tomorrow' },
  };
}
