import type { Kind } from '../domain/kinds.js';

/** A booking as a mail shows it. */
export interface BookingFacts {
  vehicle: string;
  branch: string;
  period: string;
  /** For subjects. */
  start: string;
  destination: string | null;
  reason: string;
  booker: string;
  /** Who entered it, where that is somebody else. */
  originator: string | null;
}

/** A booking mail; `mine` where the reader is the booker. */
interface AboutBooking {
  booking: BookingFacts;
  mine: boolean;
}

/** `mine` where the reader drives; `theirs` where the seat is the reader's own. */
interface AboutSeat extends AboutBooking {
  passenger: string;
  by: string | null;
  theirs: boolean;
}

/** Times of bookings, one a line: as many as a mail lists, and how many more there are. */
export interface Listed {
  count: number;
  lines: string[];
  more: number;
}

/** A mail about several bookings of a series: `booking` is the first of them, for what they have in common. */
interface AboutSeries extends AboutBooking {
  listed: Listed;
}

/** `step` where there are several of them; `occurrences` where it is about a series. */
interface ApprovalWanted {
  booking: BookingFacts;
  occurrences: Listed | null;
  notes: string | null;
  step: string | null;
  until: string;
}

/**
 * What each template is given beside the common part. It is stored with the mail and shown to administrators one day:
 * no secret belongs here.
 */
export interface Models {
  verification: { expires: string };
  invitation: { branch: string | null; invitedBy: string | null; expires: string };
  'already-registered': object;
  'address-wanted': object;
  'password-reset': { expires: string };
  'no-password-reset': { suspended: boolean; rejected: boolean };
  'email-change': { expires: string };
  'credential-changed': { what: string; when: string };
  'pending-user': { person: string; email: string; branch: string | null };
  'user-approved': { branch: string | null };
  'user-rejected': { reason: string };
  'booking-confirmed': AboutBooking & { how: string };
  'booking-declined': AboutBooking & { note: string | null };
  'booking-cancelled': AboutBooking & { cancelledBy: string | null; byReader: boolean; reason: string | null };
  'booking-lapsed': AboutBooking;
  'booking-changed': AboutBooking & {
    changedBy: string | null;
    byReader: boolean;
    /** What it was before, as far as that changed. */
    was: { vehicle: string | null; period: string | null; booker: string | null };
    /** What else changed, in words. */
    also: string | null;
    awaitsApproval: boolean;
  };
  /** `how` where it is the same for all; `waiting` others wait for approval. */
  'series-booked': AboutSeries & { how: string | null; waiting: number };
  'series-decided': AboutBooking & { confirmed: Listed | null; declined: Listed | null; note: string | null };
  'series-changed': AboutSeries & {
    changedBy: string | null;
    byReader: boolean;
    also: string | null;
    /** How many of them wait for approval now, and how many waited for it and are confirmed. */
    waiting: number;
    confirmed: number;
  };
  'series-cancelled': AboutSeries & { cancelledBy: string | null; byReader: boolean; reason: string | null };
  'series-lapsed': AboutSeries;
  'no-show': AboutBooking;
  /** `alternatives` are the names of vehicles, if there are any. */
  'late-vehicle': AboutBooking & { alternatives: string[]; anyFree: boolean };
  'waiting-list-offer': { vehicle: string; branch: string; period: string; until: string };
  'seat-taken': AboutSeat;
  'seat-given-up': AboutSeat;
  'booking-reminder': AboutBooking & { notes: string | null };
  'new-sign-in': { device: string; when: string };
  'vehicle-disabled': {
    vehicle: string;
    branch: string;
    bookings: { period: string; booker: string }[];
    mine: boolean;
  };
  'approval-wanted': ApprovalWanted;
  'approval-reminder': ApprovalWanted;
  'approval-escalated': { booking: BookingFacts; occurrences: Listed | null };
  'approval-skipped': { booking: BookingFacts; occurrences: Listed | null };
  'approvers-lost': { branchName: string; waiting: number };
  'queue-delegated': { delegator: string; from: string; until: string };
}

export type TemplateName = keyof Models;

/** What every template is given. */
export interface Common {
  organisation: string;
  /** Whom the mail greets; null where the name may be a stranger's invention. */
  name: string | null;
}

type Subjects = { [Name in TemplateName]: (model: Models[Name] & Common) => string };

const ofBooking = ({ vehicle, start }: BookingFacts) => `${vehicle}, ${start}`;
const ofSeries = ({ booking, listed }: AboutSeries) => andMore(booking, listed);
const andMore = (booking: BookingFacts, listed: Listed | null) =>
  listed && listed.count > 1 ? `${ofBooking(booking)} and ${listed.count - 1} more` : ofBooking(booking);
const decidedOf = ({ confirmed, declined }: Models['series-decided']) =>
  confirmed && declined
    ? `${confirmed.count} confirmed, ${declined.count} declined`
    : confirmed
      ? 'confirmed'
      : 'declined';

/** Every template, by its subject. Its bodies are `templates/<name>.html.hbs` and `<name>.text.hbs`. */
export const subjects: Subjects = {
  verification: ({ organisation }) => `Confirm your e-mail address for ${organisation}`,
  invitation: ({ organisation }) => `You are invited to Motorpool of ${organisation}`,
  'already-registered': ({ organisation }) => `You already have an account at ${organisation}`,
  'address-wanted': ({ organisation }) => `Your address was given for another account at ${organisation}`,
  'password-reset': ({ organisation }) => `Set a new password for ${organisation}`,
  'no-password-reset': ({ organisation }) => `No password to set for ${organisation}`,
  'email-change': ({ organisation }) => `Confirm your new e-mail address for ${organisation}`,
  'credential-changed': ({ organisation, what }) => `Your account at ${organisation}: ${what}`,
  // No name: those who may read the subjects of a reader's mails do not all reach the branch of whom it is about (RP-13).
  'pending-user': ({ organisation }) => `Somebody waits for your approval at ${organisation}`,
  'user-approved': ({ organisation }) => `Your account at ${organisation} is approved`,
  'user-rejected': ({ organisation }) => `Your registration at ${organisation} was not approved`,
  'booking-confirmed': ({ organisation, booking }) => `Booking confirmed: ${ofBooking(booking)} (${organisation})`,
  'booking-declined': ({ organisation, booking }) => `Booking declined: ${ofBooking(booking)} (${organisation})`,
  'booking-cancelled': ({ organisation, booking }) => `Booking cancelled: ${ofBooking(booking)} (${organisation})`,
  'booking-lapsed': ({ organisation, booking }) => `Booking lapsed: ${ofBooking(booking)} (${organisation})`,
  'booking-changed': ({ organisation, booking }) => `Booking changed: ${ofBooking(booking)} (${organisation})`,
  'series-booked': ({ organisation, ...about }) => `Bookings confirmed: ${ofSeries(about)} (${organisation})`,
  'series-decided': ({ organisation, booking, ...decided }) =>
    `Bookings of a series: ${decidedOf({ booking, ...decided })}: ${ofBooking(booking)} (${organisation})`,
  'series-changed': ({ organisation, ...about }) => `Bookings changed: ${ofSeries(about)} (${organisation})`,
  'series-cancelled': ({ organisation, ...about }) => `Bookings cancelled: ${ofSeries(about)} (${organisation})`,
  'series-lapsed': ({ organisation, ...about }) => `Bookings lapsed: ${ofSeries(about)} (${organisation})`,
  'no-show': ({ organisation, booking }) => `Not fetched: ${ofBooking(booking)} (${organisation})`,
  'late-vehicle': ({ organisation, booking }) => `Still out: ${ofBooking(booking)} (${organisation})`,
  'waiting-list-offer': ({ organisation, vehicle }) => `Free for you: ${vehicle} (${organisation})`,
  'seat-taken': ({ organisation, booking }) => `Seat taken: ${ofBooking(booking)} (${organisation})`,
  'seat-given-up': ({ organisation, booking }) => `Seat given up: ${ofBooking(booking)} (${organisation})`,
  'booking-reminder': ({ organisation, booking }) => `Booking ahead: ${ofBooking(booking)} (${organisation})`,
  'new-sign-in': ({ organisation }) => `A new sign-in to your account at ${organisation}`,
  'vehicle-disabled': ({ organisation, vehicle }) => `Out of service: ${vehicle} (${organisation})`,
  'approval-wanted': ({ organisation, booking, occurrences }) =>
    `Approval wanted: ${andMore(booking, occurrences)} (${organisation})`,
  'approval-reminder': ({ organisation, booking, occurrences }) =>
    `Still waiting for you: ${andMore(booking, occurrences)} (${organisation})`,
  'approval-escalated': ({ organisation, booking, occurrences }) =>
    `Nobody has decided yet: ${andMore(booking, occurrences)} (${organisation})`,
  'approval-skipped': ({ organisation, booking, occurrences }) =>
    `Booked without approval: ${andMore(booking, occurrences)} (${organisation})`,
  'approvers-lost': ({ organisation, branchName }) => `Nobody can approve for ${branchName} any more (${organisation})`,
  'queue-delegated': ({ organisation, delegator }) => `You approve for ${delegator} (${organisation})`,
};

/** NO-7: what each mail is about. One that tells of a decision says so itself, whatever stands here. */
export const kinds: Readonly<Record<TemplateName, Kind>> = {
  verification: 'security',
  invitation: 'security',
  'already-registered': 'security',
  'address-wanted': 'security',
  'password-reset': 'security',
  'no-password-reset': 'security',
  'email-change': 'security',
  'credential-changed': 'security',
  'new-sign-in': 'security',
  'pending-user': 'newPeople',
  'user-approved': 'decisions',
  'user-rejected': 'decisions',
  'booking-confirmed': 'bookingConfirmations',
  'booking-declined': 'decisions',
  'booking-cancelled': 'bookingChanges',
  'booking-lapsed': 'bookingChanges',
  'booking-changed': 'bookingChanges',
  'series-booked': 'bookingConfirmations',
  'series-decided': 'decisions',
  'series-changed': 'bookingChanges',
  'series-cancelled': 'bookingChanges',
  'series-lapsed': 'bookingChanges',
  'booking-reminder': 'bookingReminders',
  'no-show': 'bookingChanges',
  'late-vehicle': 'vehicleNotices',
  'waiting-list-offer': 'vehicleNotices',
  'seat-taken': 'seats',
  'seat-given-up': 'seats',
  'vehicle-disabled': 'vehicleNotices',
  'approval-wanted': 'decisions',
  'approval-reminder': 'decisions',
  'approval-escalated': 'decisions',
  'approval-skipped': 'decisions',
  'approvers-lost': 'decisions',
  'queue-delegated': 'decisions',
};

export const templateNames = Object.keys(subjects) as TemplateName[];

/** The only mails that go to an address that nobody has confirmed: they ask for just that (NO-7). */
export const toUnconfirmed: readonly TemplateName[] = ['verification', 'invitation'];

/** To addresses that nobody has confirmed: whoever typed one in may have typed in any text as a name, to have us send it there. */
export const withoutName: readonly TemplateName[] = ['verification', 'email-change'];

/** The page behind the mailed link of a template, under `PUBLIC_URL`. */
export const linkPaths: Partial<Record<TemplateName, string>> = {
  verification: '/verify-email',
  invitation: '/verify-email',
  'email-change': '/verify-email',
  'password-reset': '/reset-password',
  'approval-wanted': '/approvals/decide',
  'approval-reminder': '/approvals/decide',
};
