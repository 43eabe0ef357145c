/** The fields of every booking event: ids, times and fixed words. */
const booking = [
  ...(['bookingId', 'version', 'state', 'vehicleId', 'branchId', 'bookerId', 'originatorId'] as const),
  ...(['start', 'end'] as const),
] as const;

interface WebhookEventDefinition {
  summary: string;
  when: string;
  /** The event's further fields; no other field of it leaves the service. */
  more?: readonly string[];
}

/**
 * The only list of the events that webhooks can get, by their stable names. Listeners, deliveries and the API document follow
 * from it.
 */
const events = {
  'bookings.booking-requested': { summary: 'Booking requested', when: 'A booking is waiting for approval.' },
  'bookings.booking-confirmed': {
    summary: 'Booking confirmed',
    when: 'A booking was confirmed.',
    more: ['approval'],
  },
  'bookings.booking-declined': { summary: 'Booking declined', when: 'An approver declined a booking.' },
  'bookings.booking-lapsed': { summary: 'Booking lapsed', when: 'No one decided in time.' },
  'bookings.booking-cancelled': {
    summary: 'Booking cancelled',
    when: 'A booking was cancelled.',
    more: ['cancelledBy'],
  },
  'bookings.booking-changed': {
    summary: 'Booking changed',
    when: 'A booking was edited, moved or extended.',
    more: ['passengerIds', 'changedBy', 'fields', 'awaitsApproval'],
  },
  'bookings.booking-checked-out': {
    summary: 'Vehicle checked out',
    when: 'The vehicle was collected.',
    more: ['checkedOutBy'],
  },
  'bookings.booking-returned': {
    summary: 'Vehicle returned',
    when: 'The vehicle is back.',
    more: ['returnedBy', 'odometer', 'early'],
  },
  'bookings.booking-missed': { summary: 'Vehicle not collected', when: 'No one collected the vehicle in time.' },
  'bookings.seat-taken': {
    summary: 'Seat taken',
    when: 'A passenger took or was given a seat.',
    more: ['passengerId', 'by'],
  },
  'bookings.seat-given-up': {
    summary: 'Seat given up',
    when: 'A passenger gave up a seat or was removed.',
    more: ['passengerId', 'by'],
  },
} as const satisfies Record<string, WebhookEventDefinition>;

export type WebhookEvent = keyof typeof events;

type More<Event> = Event extends { more: readonly (infer Field)[] } ? Field : never;
export type WebhookField = (typeof booking)[number] | More<(typeof events)[WebhookEvent]>;

export const webhookEvents = Object.keys(events) as [WebhookEvent, ...WebhookEvent[]];

export const isWebhookEvent = (type: string): type is WebhookEvent => Object.hasOwn(events, type);

/** The name of an event, when it happens, and all of its fields. */
export function describedEvent(type: WebhookEvent): { summary: string; when: string; fields: WebhookField[] } {
  const { summary, when, more = [] }: WebhookEventDefinition = events[type];
  return { summary, when, fields: [...booking, ...(more as WebhookField[])] };
}

/** The body of a delivery. It contains no names and no text that people wrote. */
export function webhookBody(event: { id: string; type: string; occurredAt: Date; payload: object }): string {
  const fields: readonly string[] = describedEvent(event.type as WebhookEvent).fields;
  const data = Object.fromEntries(Object.entries(event.payload).filter(([field]) => fields.includes(field)));
  return JSON.stringify({ id: event.id, type: event.type, timestamp: event.occurredAt.toISOString(), data });
}
