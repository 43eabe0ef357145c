import './fields.docs.js';
import './webhook-events.docs.js';
import { describeRoutes } from '../../platform/http/openapi/operation-docs.js';

export const allMailsDocs = describeRoutes('Notifications and webhooks', {
  list: {
    operationId: 'listEmails',
    summary: 'List emails',
    description:
      'Lists the emails to people of your branches, newest first. Emails that are only about other branches are left out (NO-4).',
  },
  resend: {
    operationId: 'resendEmail',
    summary: 'Send an email again',
    description: 'Sends a permanently failed email again (NO-3).',
  },
});

export const mailsDocs = describeRoutes('Notifications and webhooks', {
  list: {
    operationId: 'listUserEmails',
    summary: 'List emails to a person',
    description:
      'Lists the emails to one person, newest first. Emails that are only about other branches than yours are left out (NO-4).',
  },
});

export const preferencesDocs = describeRoutes('Notifications and webhooks', {
  read: {
    operationId: 'getNotificationPreferences',
    summary: 'Read your notification preferences',
    description: 'Returns every kind of email and whether you get it (NO-7).',
  },
  choose: {
    operationId: 'updateNotificationPreferences',
    summary: 'Change your notification preferences',
    description: 'Chooses which optional emails you get. Security and decision emails cannot be switched off (NO-7).',
  },
});

export const webhooksDocs = describeRoutes('Notifications and webhooks', {
  list: {
    operationId: 'listWebhooks',
    summary: 'List webhooks',
    description: 'Lists the organisation’s webhooks, newest first (NO-9).',
  },
  register: {
    operationId: 'createWebhook',
    summary: 'Add a webhook',
    description:
      'Registers a URL that chosen events are sent to (NO-9). The signing secret is shown only in this response.',
  },
  show: {
    operationId: 'getWebhook',
    summary: 'Read a webhook',
    description: 'Returns one webhook, without its secret (NO-9).',
  },
  amend: {
    operationId: 'updateWebhook',
    summary: 'Change a webhook',
    description:
      'Changes the URL of a webhook, its events, or whether it is active (NO-9). A new URL needs a sign-in less than 5 minutes old.',
  },
  remove: {
    operationId: 'deleteWebhook',
    summary: 'Delete a webhook',
    description: 'Deletes a webhook, its log and its pending deliveries (NO-9).',
  },
  deliveries: {
    operationId: 'listWebhookDeliveries',
    summary: 'List a webhook’s deliveries',
    description: 'Lists the webhook’s deliveries of the last 30 days with their results, newest first (NO-9).',
  },
  again: {
    operationId: 'redeliverWebhook',
    summary: 'Send a delivery again',
    description: 'Sends a delivery again, with the same event id (NO-9).',
  },
});

export const tasksDocs = describeRoutes('Notifications and webhooks', {
  count: {
    operationId: 'getMyTasks',
    summary: 'Count your tasks',
    description:
      'Counts what is waiting for you: requests to decide, people to review, offers to accept, late vehicles and failed emails (AP-6, BK-13, BK-14). Also lists what a new organisation still has to set up. Tasks that you may not do count as 0. Send the `ETag` back in `If-None-Match` when you poll.',
  },
});
