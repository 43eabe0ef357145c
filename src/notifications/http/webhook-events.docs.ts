import { z } from 'zod';
import { describeWebhooks, type WebhookDoc } from '../../platform/http/openapi/api-docs.js';
import { id, instantOut } from '../../platform/http/schemas.js';
import { describedEvent, type WebhookEvent, webhookEvents, type WebhookField } from '../domain/webhook-events.js';

/** Each field that an event can tell. Of the booking it is what was so when the event happened. */
const fields: Record<WebhookField, z.ZodType> = {
  bookingId: id.describe('Id of the booking.'),
  version: z.int().describe('Of two events of the same booking, the one with the higher version is the later one.'),
  state: z
    .enum(['confirmed', 'pending', 'in_use', 'completed', 'declined', 'lapsed', 'cancelled', 'no_show'])
    .describe('State of the booking at that time.'),
  vehicleId: id.describe('Id of the vehicle.'),
  branchId: id.describe('Id of the branch.'),
  bookerId: id.describe('Id of the booker.'),
  originatorId: id.describe('Id of the person who entered the booking.'),
  start: instantOut.describe('Start.'),
  end: instantOut.describe('End.'),
  approval: z.enum(['none', 'skipped', 'automatic', 'decided']).describe('How it was confirmed.'),
  cancelledBy: id.nullable().describe('Id of the person who cancelled it.'),
  passengerIds: z.array(id).describe('Ids of the passengers.'),
  changedBy: id.nullable().describe('Id of the person who changed it.'),
  fields: z.array(z.enum(['period', 'vehicleId', 'bookerId'])).describe('The fields that changed.'),
  awaitsApproval: z.boolean().describe('Whether it is now waiting for approval.'),
  checkedOutBy: id.describe('Id of the person who collected it.'),
  returnedBy: id.describe('Id of the person who returned it.'),
  odometer: z.int().nullable().describe('The odometer reading; null if none was given.'),
  early: z.boolean().describe('Whether it came back before the end.'),
  passengerId: id.describe('Id of the passenger.'),
  by: id.nullable().describe('Id of the person who did it.'),
};

const camel = (type: string): string =>
  type.replace(/^\w+\./, '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const docOf = (type: WebhookEvent): WebhookDoc => {
  const { summary, when, fields: told } = describedEvent(type);
  const name = camel(type);
  const body = z.object({
    id: id.describe('Id of the event: the same for every call about it, and in the header `webhook-id`.'),
    type: z.literal(type).describe('Name of the event.'),
    timestamp: instantOut.describe('When it happened.'),
    data: z
      .object(Object.fromEntries(told.map((field) => [field, fields[field]])))
      .describe('Only ids, times and codes, no text that people wrote.'),
  });
  return {
    operationId: `on${name[0]!.toUpperCase()}${name.slice(1)}`,
    summary,
    description: `${when} Calls are signed (Standard Webhooks): verify \`webhook-signature\` with your secret before you trust the body (NO-9). Respond with 2xx within 10 seconds. Anything else is retried, except 410. Calls may arrive late, twice or out of order.`,
    body: body.meta({ id: `${name[0]!.toUpperCase()}${name.slice(1)}Event` }),
  };
};

describeWebhooks(Object.fromEntries(webhookEvents.map((type) => [type, docOf(type)])));
