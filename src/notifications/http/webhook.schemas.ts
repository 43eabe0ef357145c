import { z } from 'zod';
import { pageQuery } from '../../platform/http/paging.js';
import { id, instantOut } from '../../platform/http/schemas.js';
import { deliveryStates } from '../domain/webhook-delivery.js';
import { webhookEvents } from '../domain/webhook-events.js';

const LONGEST_URL = 2_000;

/** Credentials in it would stand in every log; a fragment is never sent. */
const target = z
  .string()
  .max(LONGEST_URL)
  .refine((text) => URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol), {
    error: 'must be an address beginning with https:// or http://',
  })
  .refine((text) => !URL.canParse(text) || !(new URL(text).username || new URL(text).password || new URL(text).hash), {
    error: 'must not hold a user, a password or a fragment',
  })
  .transform((text) => new URL(text).href);

const event = z.enum(webhookEvents);

export const NewWebhook = z.strictObject({ url: target, events: z.array(event).min(1).max(webhookEvents.length) });
export type NewWebhook = z.output<typeof NewWebhook>;

export const WebhookAnswer = z.object({
  id,
  url: z.string(),
  events: z.array(event),
  createdBy: id,
  createdAt: instantOut,
});
export const NewWebhookAnswer = WebhookAnswer.extend({
  secret: z.string().describe('Shown this once. Standard Webhooks: whsec_ and the key in base64.'),
});
export const WebhookList = z.strictObject(pageQuery);
export type WebhookList = z.output<typeof WebhookList>;

export const DeliveryList = z.strictObject({ ...pageQuery, state: z.enum(deliveryStates).optional() });
export type DeliveryList = z.output<typeof DeliveryList>;
export const DeliveryAnswer = z.object({
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
});
export const DeliveryParams = z.strictObject({ id, deliveryId: id });
export type DeliveryParams = z.output<typeof DeliveryParams>;
