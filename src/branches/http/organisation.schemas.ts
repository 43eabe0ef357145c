import { z } from 'zod';
import { roleSets } from '../../access/index.js';
import { id, line, locale, timeZone } from '../../platform/http/schemas.js';
import { availabilityOrders, MOST_BOOKING_DAYS, MOST_CUSTOM_FIELDS } from '../domain/settings.js';

const CustomField = z.object({ key: z.string(), label: z.string(), required: z.boolean() });
const order = z.enum(availabilityOrders);

export const OrganisationAnswer = z
  .object({
    id,
    name: z.string(),
    timeZone: z.string(),
    locale: z.string(),
    selfRegistration: z.boolean(),
    roleSets: z.array(z.enum(roleSets)),
    customFields: z.array(CustomField),
    availabilityOrder: z.object({ primary: order, thenBy: order.nullable() }),
    noShowMinutes: z.int().nullable(),
    maxBookingDays: z.int().describe('Longest booking, in days of 24 hours.'),
    version: z.int(),
  })
  .meta({ id: 'Organisation' });

const customFields = z
  .array(
    z.strictObject({
      key: z
        .string()
        .regex(/^[a-z][a-z0-9_]{0,39}$/, { error: 'must start with a letter and contain only a-z, 0-9 and _' }),
      label: line(60),
      required: z.boolean().default(false),
    }),
  )
  .max(MOST_CUSTOM_FIELDS)
  .refine((fields) => new Set(fields.map(({ key }) => key)).size === fields.length, {
    error: 'must not contain a key twice',
  });

const availabilityOrder = z
  .strictObject({ primary: order, thenBy: order.nullable().default(null) })
  .refine(({ primary, thenBy }) => primary !== thenBy, { path: ['thenBy'], error: 'must not be the same as primary' });

/** At least one, because people need a role. */
const usedRoleSets = z
  .array(z.enum(roleSets))
  .min(1)
  .max(roleSets.length)
  .transform((sets) => roleSets.filter((set) => sets.includes(set)));

export const OrganisationPatch = z
  .strictObject({
    name: line(100),
    timeZone,
    locale,
    selfRegistration: z.boolean(),
    roleSets: usedRoleSets,
    customFields,
    availabilityOrder,
    noShowMinutes: z.number().int().min(5).max(1_440).nullable(),
    maxBookingDays: z.number().int().min(1).max(MOST_BOOKING_DAYS),
  })
  .partial()
  .meta({ id: 'OrganisationPatch' });
export type OrganisationPatch = z.output<typeof OrganisationPatch>;
