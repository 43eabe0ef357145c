/** An event as the outbox holds it. */
export interface StoredEvent {
  id: string;
  type: string;
  payload: object;
  occurredAt: Date;
  attempts: number;
}

/** The ids in a payload by which events are about the same thing and must be delivered in order. */
export const SUBJECTS = ['bookingId', 'seriesId', 'requestId', 'userId'];
