export const requestStates = ['pending', 'approved', 'declined', 'withdrawn', 'lapsed'] as const;
export type RequestState = (typeof requestStates)[number];

export interface Decision {
  decision: 'approve' | 'decline';
  note?: string | undefined;
  /**
   * Bookings that are declined on their own (AP-12): with a yes, the others are approved; with a no, the others keep
   * waiting. Without it, the word is about all that wait.
   */
  declinedBookingIds?: readonly string[] | undefined;
}

/** Who decides, and whom they stand in for (AP-11). */
export interface Decider {
  by: string;
  for: string | null;
}

/** A word that was given. */
export interface Decided {
  decidedBy: string;
  decidedFor: string | null;
  decidedAt: Date;
  note: string | null;
}
