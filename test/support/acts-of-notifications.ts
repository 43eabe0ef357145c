import type { Acts } from './act.js';

/** Those of mails, of what people choose of them, and of webhooks. */
export const actsOfNotifications: Acts = {
  'GET /api/v1/me/notification-preferences': () => ({}),
  'PATCH /api/v1/me/notification-preferences': () => ({ body: { bookingReminders: false, security: true } }),

  'GET /api/v1/webhooks': () => ({ query: { limit: '5' } }),
  'POST /api/v1/webhooks': () => ({
    body: { url: 'https://hooks.example/motorpool', events: ['bookings.booking-confirmed'] },
  }),
  'GET /api/v1/webhooks/{id}': ({ webhooks }) => ({ id: webhooks.kept }),
  'PATCH /api/v1/webhooks/{id}': ({ webhooks }) => ({
    id: webhooks.kept,
    body: { url: 'https://hooks.example/moved', events: ['bookings.booking-cancelled'], state: 'disabled' },
  }),
  'DELETE /api/v1/webhooks/{id}': ({ webhooks }) => ({ id: webhooks.spare }),
  'GET /api/v1/webhooks/{id}/deliveries': ({ webhooks }) => ({
    id: webhooks.kept,
    query: { limit: '5', state: 'pending' },
  }),
  'POST /api/v1/webhooks/{id}/deliveries/{deliveryId}/redelivery': ({ webhooks }) => ({
    id: webhooks.kept,
    ids: { deliveryId: webhooks.delivery },
  }),
  'GET /api/v1/mails': ({ booker }) => ({
    query: {
      limit: '5',
      state: 'sent',
      template: 'invitation',
      userId: booker.id,
      from: '2020-01-01T00:00:00Z',
      to: '2090-01-01T00:00:00Z',
    },
  }),
  'POST /api/v1/mails/{id}/resending': ({ failedMailId }) => ({ id: failedMailId }),
};
