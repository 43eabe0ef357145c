import { z } from 'zod';
import { pageQuery } from '../../platform/http/paging.js';
import { id, instantOut, someOf } from '../../platform/http/schemas.js';
import { webhookStates } from '../domain/webhook.js';
import { deliveryStates } from '../domain/webhook-delivery.js';
import { webhookEvents } from '../domain/webhook-events.js';

const LONGEST_URL = 2_000;

/** Credentials in a URL would end up in logs, and a fragment is never sent. */
const target = z
  .string()
  .max(LONGEST_URL)
  .refine((text) => URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol), {
    error: 'must be a URL that starts with https:// or http://',
  })
  .refine((text) => !URL.canParse(text) || !(new URL(text).username || new URL(text).password || new URL(text).hash), {
    error: 'must not contain a user name, a password or a fragment',
  })
  .transform((text) => new URL(text).href);

const event = z.enum(webhookEvents);

const details = { url: target, events: z.array(event).min(1).max(webhookEvents.length) };
const state = z.enum(webhookStates);

export const NewWebhook = z.strictObject(details).meta({ id: 'NewWebhook' });
export type NewWebhook = z.output<typeof NewWebhook>;

export const WebhookPatch = z
  .strictObject({ ...details, state })
  .partial()
  .meta({ id: 'WebhookPatch' });
export type WebhookPatch = z.output<typeof WebhookPatch>;

export const WebhookAnswer = z
  .object({
    id,
    url: z.string(),
    events: z.array(event),
    state: state.describe(
      'A disabled webhook gets no events; its pending deliveries are sent when it is active again.',
    ),
    version: z.int(),
    createdBy: id,
    createdAt: instantOut,
  })
  .meta({ id: 'Webhook' });
export const NewWebhookAnswer = WebhookAnswer.extend({
  secret: z.string().describe('Signing secret, shown only once: `whsec_` and the key in base64 (Standard Webhooks).'),
}).meta({ id: 'WebhookWithSecret' });
export const WebhookList = z.strictObject(pageQuery);
export type WebhookList = z.output<typeof WebhookList>;

export const DeliveryList = z.strictObject({ ...pageQuery, state: someOf(deliveryStates).optional() });
export type DeliveryList = z.output<typeof DeliveryList>;
export const DeliveryAnswer = z
  .object({
    id,
    eventId: id,
    eventType: z.string(),
    state: z.enum(deliveryStates),
    attempts: z.int(),
    status: z.int().nullable(),
    durationMs: z.int().nullable(),
    error: z.string().nullable(),
    createdAt: instantOut,
    attemptedAt: instantOut.nullable(),
  })
  .meta({ id: 'WebhookDelivery' });
export const DeliveryParams = z.strictObject({ id, deliveryId: id });
export type DeliveryParams = z.output<typeof DeliveryParams>;
