/** Who performs a write, as the audit trail and the outbox record it. */
export interface Performer {
  /** null for the service itself and for people who have not signed in. */
  readonly userId: string | null;
}

/** The service acting by itself: listeners, schedules, bootstrap. */
export const SYSTEM: Performer = { userId: null };

/** A person who is not signed in, for example when registering or following a mailed link. */
export const ANONYMOUS: Performer = { userId: null };
