/** What a webhook can be told of, by the stable names of the events; and nothing of it but these fields: ids, times, words of ours. */
const booking = ['bookingId', 'vehicleId', 'branchId', 'bookerId', 'originatorId', 'start', 'end'] as const;

const told = {
  'bookings.booking-requested': booking,
  'bookings.booking-confirmed': [...booking, 'approval'],
  'bookings.booking-declined': booking,
  'bookings.booking-lapsed': booking,
  'bookings.booking-cancelled': [...booking, 'cancelledBy'],
  'bookings.booking-changed': [...booking, 'passengerIds', 'changedBy', 'fields', 'awaitsApproval'],
  'bookings.booking-checked-out': [...booking, 'checkedOutBy'],
  'bookings.booking-returned': [...booking, 'returnedBy', 'odometer', 'early'],
  'bookings.seat-taken': [...booking, 'passengerId', 'by'],
  'bookings.seat-given-up': [...booking, 'passengerId', 'by'],
} as const;

export type WebhookEvent = keyof typeof told;

export const webhookEvents = Object.keys(told) as [WebhookEvent, ...WebhookEvent[]];

/** The body of a delivery: nobody is named in it, and no words of people are. */
export function webhookBody(event: { id: string; type: string; occurredAt: Date; payload: object }): string {
  const fields: readonly string[] = told[event.type as WebhookEvent];
  const data = Object.fromEntries(Object.entries(event.payload).filter(([field]) => fields.includes(field)));
  return JSON.stringify({ id: event.id, type: event.type, timestamp: event.occurredAt.toISOString(), data });
}
