export const requestStates = ['pending', 'approved', 'declined', 'withdrawn', 'lapsed'] as const;
export type RequestState = (typeof requestStates)[number];

/** Why a request cannot be decided, in a sentence. */
export const requestIs: Readonly<Record<RequestState, string>> = {
  pending: 'This request is waiting for a decision.',
  approved: 'This request has already been approved.',
  declined: 'This request has already been declined.',
  withdrawn: 'This request was withdrawn, because its booking was changed or cancelled.',
  lapsed: 'This request has lapsed.',
};

/** The same for one booking of a series. */
export const occurrenceIs: Readonly<Record<RequestState, string>> = {
  pending: 'One of these bookings is waiting for a decision.',
  approved: 'One of these bookings has already been approved.',
  declined: 'One of these bookings has already been declined.',
  withdrawn: 'One of these bookings was changed or cancelled.',
  lapsed: 'The approval of one of these bookings has lapsed.',
};

export interface Decision {
  decision: 'approve' | 'decline';
  note?: string | undefined;
  /**
   * Bookings that are declined on their own (AP-12): with `approve` the others are approved, with `decline` the others keep
   * waiting. Left out, the decision is about all that wait.
   */
  declinedBookingIds?: readonly string[] | undefined;
}

/** Who decides, and whom they stand in for (AP-11). */
export interface Decider {
  by: string;
  for: string | null;
}

/** A decision as it is stored: by whom, when and with which note. */
export interface RecordedDecision {
  decidedBy: string;
  decidedFor: string | null;
  decidedAt: Date;
  note: string | null;
}
