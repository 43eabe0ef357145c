/** Where an email stands (NO-4). A queued one has been tried `attempts` times. */
export const mailStates = ['queued', 'sent', 'failed'] as const;
export type MailState = (typeof mailStates)[number];

/**
 * What an email is about: its reader alone, or something of a branch. Without a branch it is about something of no branch, or
 * of several: staff who reach every branch see it, and nobody else (RP-13).
 */
export type About = 'reader' | { readonly branchId: string | null };

/** The rows of mails as permissions look at them: where the reader belongs, and what the mail is about. */
export const asMail = <Reader extends { branchId: string | null }>(reader: Reader, about: About) => ({
  ...reader,
  aboutBranchId: about === 'reader' ? reader.branchId : about.branchId,
});

/** What an email about several things is about. */
export function oneBranchOf(things: readonly { branchId: string | null }[]): { branchId: string | null } {
  const [branchId = null, ...others] = new Set(things.map((thing) => thing.branchId));
  return { branchId: others.length === 0 ? branchId : null };
}

/** An email that is to be sent now: the row as the attempt that claimed it sees it. */
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
  /** Several where the mail is about several bookings. */
  readonly calendar: CalendarMessage | readonly CalendarMessage[] | null;
  /** The number of this attempt, 1 for the first. */
  readonly attempts: number;
  readonly createdAt: Date;
}

/** What an email does to its reader's calendar (NO-6). Instants are RFC 3339 in UTC. */
export interface CalendarMessage {
  readonly method: 'REQUEST' | 'CANCEL';
  readonly uid: string;
  readonly sequence: number;
  /** When this was so: of two mails with one sequence the later counts. */
  readonly stamp: string;
  readonly start: string;
  readonly end: string;
  readonly summary: string;
  readonly location: string;
  readonly description: string;
  readonly tentative: boolean;
}

/**
 * An email whose end was sent and not answered may have arrived. It is tried once more, and not again: two copies are the
 * most that anybody gets of it.
 */
export const MOST_DOUBTS = 2;
export const IN_DOUBT =
  'The mail server was sent this email twice and did not confirm either time. It may have arrived.';

/** Another process has the mail by now, or it is done with: this attempt must not finish it. */
export class NoLongerOurs extends Error {}

/** No attempt will ever succeed: the mail itself is wrong. */
export class Unsendable extends Error {}
