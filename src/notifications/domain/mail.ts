/** The state of an email (NO-4). A queued one has been tried `attempts` times. */
export const mailStates = ['queued', 'sent', 'failed'] as const;
export type MailState = (typeof mailStates)[number];

/**
 * What an email is about: its reader alone, or something of a branch. null: something of no branch or of several, visible
 * only to staff who reach every branch (RP-13).
 */
export type About = 'reader' | { readonly branchId: string | null };

/** An email as permissions look at it: the reader's branch, and the branch that the email is about. */
export const asMail = <Reader extends { branchId: string | null }>(reader: Reader, about: About) => ({
  ...reader,
  aboutBranchId: about === 'reader' ? reader.branchId : about.branchId,
});

/** The branch of an email about several things: theirs if it is the same, otherwise null. */
export function oneBranchOf(things: readonly { branchId: string | null }[]): { branchId: string | null } {
  const [branchId = null, ...others] = new Set(things.map((thing) => thing.branchId));
  return { branchId: others.length === 0 ? branchId : null };
}

/** An email to send now, as read by the attempt that claimed it. */
export interface ClaimedMail {
  readonly id: string;
  readonly userId: string;
  readonly template: string;
  readonly kind: string;
  readonly toAddress: string;
  readonly toName: string | null;
  readonly subject: string;
  readonly model: object;
  readonly sealedSecret: string | null;
  readonly messageId: string;
  /** Several if the email is about several bookings. */
  readonly calendar: CalendarMessage | readonly CalendarMessage[] | null;
  /** The number of this attempt, 1 for the first. */
  readonly attempts: number;
  readonly createdAt: Date;
}

/**
 * A calendar message in an email: it adds, updates or cancels an entry in its reader's calendar (NO-6). Instants are RFC 3339
 * in UTC.
 */
export interface CalendarMessage {
  readonly method: 'REQUEST' | 'CANCEL';
  readonly uid: string;
  readonly sequence: number;
  /** When this was true: of two messages with the same sequence, the later one counts. */
  readonly stamp: string;
  readonly start: string;
  readonly end: string;
  readonly summary: string;
  readonly location: string;
  readonly description: string;
  readonly tentative: boolean;
}

/**
 * If the server never confirmed the end of an email, it may have arrived. It is tried once more and no further, so that
 * nobody gets more than two copies.
 */
export const MOST_DOUBTS = 2;
export const IN_DOUBT =
  'The mail server was sent this email twice and did not confirm either time. It may have arrived.';

/** Another process has claimed the mail, or it is finished: this attempt must not change it. */
export class NoLongerOurs extends Error {}

/** No attempt will ever succeed: the mail itself is wrong. */
export class Unsendable extends Error {}
