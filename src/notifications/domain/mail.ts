/** Where a mail stands (NO-4). A queued one has been tried `attempts` times. */
export const mailStates = ['queued', 'sent', 'failed'] as const;
export type MailState = (typeof mailStates)[number];

/** A mail that is to be sent now: the row as the attempt that claimed it sees it. */
export interface ClaimedMail {
  readonly id: string;
  readonly template: string;
  readonly toAddress: string;
  readonly toName: string | null;
  readonly subject: string;
  readonly model: object;
  readonly sealedSecret: string | null;
  readonly messageId: string;
  /** The number of this attempt, 1 for the first. */
  readonly attempts: number;
  readonly createdAt: Date;
}

/** No attempt will ever succeed: the mail itself is wrong. */
export class Unsendable extends Error {}
