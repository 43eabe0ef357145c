import { describeFields } from '../../platform/http/openapi/api-docs.js';

/** What fields mean, for the OpenAPI document: by name, or by schema and name if a field means something else there. */
describeFields({
  template: ['Which email it is.', 'booking-confirmed'],
  subject: ['Subject of the email.', 'Your booking is confirmed'],
  'Email.to': ['Address that it was sent to.', 'nora@fleet.example'],
  'EmailOfUser.to': ['Address that it was sent to.', 'nora@fleet.example'],
  'Email.state': ['State of the email.'],
  'EmailOfUser.state': ['State of the email.'],
  attempts: ['Number of attempts.', 1],
  sentAt: ['When it was sent; null until then.'],
  lastError: ['The last error; null if there was none.', null],
  url: ['URL that the events are sent to.', 'https://hooks.example/motorpool'],
  events: ['The events that are sent to it.'],
  createdBy: ['Id of the person who added it.'],
  'WebhookWithSecret.secret': [
    'Signing secret, shown only once: `whsec_` and the key in base64 (Standard Webhooks).',
    'whsec_c2VjcmV0',
  ],
  'WebhookPatch.state': ['Whether it gets events.', 'disabled'],
  eventId: ['Id of the event; the same for every call about it.'],
  eventType: ['Name of the event.', 'bookings.booking-confirmed'],
  'WebhookDelivery.state': ['State of the delivery.'],
  'WebhookDelivery.status': ['HTTP status of the last response; null if there was none.', 200],
  durationMs: ['How long the last call took, in milliseconds; null if none.', 84],
  error: ['The last error; null if there was none.', null],
  attemptedAt: ['When it was last tried; null if never.'],
  'path.deliveryId': ['Id of the delivery.'],
  'query.template': ['Only emails of this kind.', 'booking-confirmed'],
});
