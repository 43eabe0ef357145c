import { z } from 'zod';
import { id, line, timeZone } from '../../platform/http/schemas.js';
import { availabilityOrders, MOST_CUSTOM_FIELDS } from '../domain/settings.js';

const CustomField = z.object({ key: z.string(), label: z.string(), required: z.boolean() });
const order = z.enum(availabilityOrders);

export const OrganisationAnswer = z.object({
  id,
  name: z.string(),
  timeZone: z.string(),
  selfRegistration: z.boolean(),
  customFields: z.array(CustomField),
  availabilityOrder: z.object({ primary: order, thenBy: order.nullable() }),
  noShowMinutes: z.int().nullable(),
  version: z.int(),
});

const customFields = z
  .array(
    z.strictObject({
      key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, { error: 'must be a word of a-z, 0-9 and _, from a letter on' }),
      label: line(60),
      required: z.boolean().default(false),
    }),
  )
  .max(MOST_CUSTOM_FIELDS)
  .refine((fields) => new Set(fields.map(({ key }) => key)).size === fields.length, {
    error: 'must not name a key twice',
  });

const availabilityOrder = z
  .strictObject({ primary: order, thenBy: order.nullable().default(null) })
  .refine(({ primary, thenBy }) => primary !== thenBy, { path: ['thenBy'], error: 'must be another than primary' });

export const OrganisationPatch = z
  .strictObject({
    name: line(100),
    timeZone,
    selfRegistration: z.boolean(),
    customFields,
    availabilityOrder,
    noShowMinutes: z.number().int().min(5).max(1_440).nullable(),
  })
  .partial();
export type OrganisationPatch = z.output<typeof OrganisationPatch>;
