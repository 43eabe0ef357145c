import { z } from 'zod';
import { pageQuery } from '../../../platform/http/paging.js';
import { id, line } from '../../../platform/http/schemas.js';

const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const YEAR_OF_MINUTES = 527_040;

const hours = z
  .strictObject({
    from: z.string().regex(CLOCK, { error: 'must be a time such as 08:00' }),
    to: z.string().regex(new RegExp(`${CLOCK.source}|^24:00$`), { error: 'must be a time such as 18:00, or 24:00' }),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'must be later than from' });

/** A limit that is left out stays; null removes it. */
const limits = {
  maxDaysAhead: z.int().min(0).max(3_660).nullable(),
  minNoticeMinutes: z.int().min(0).max(YEAR_OF_MINUTES).nullable(),
  minMinutes: z.int().min(1).max(YEAR_OF_MINUTES).nullable(),
  maxMinutes: z.int().min(1).max(YEAR_OF_MINUTES).nullable(),
  hours: hours.nullable(),
  weekdays: z
    .array(z.int().min(1).max(7))
    .min(1)
    .max(7)
    .refine((days) => new Set(days).size === days.length, { error: 'must not contain a day twice' })
    .nullable(),
  bufferMinutes: z.int().min(1).max(10_080).nullable(),
  maxOpenPerPerson: z.int().min(1).max(1_000).nullable(),
};
const fits = ({ minMinutes, maxMinutes }: { minMinutes?: number | null; maxMinutes?: number | null }) =>
  minMinutes == null || maxMinutes == null || minMinutes <= maxMinutes;

export const NewPolicy = z
  .strictObject({ name: line(100), ...z.object(limits).partial().shape })
  .refine(fits, { path: ['maxMinutes'], error: 'must not be less than minMinutes' })
  .meta({ id: 'NewBookingPolicy' });
export type NewPolicy = z.output<typeof NewPolicy>;

export const PolicyPatch = z
  .strictObject({ name: line(100), ...limits })
  .partial()
  .refine(fits, { path: ['maxMinutes'], error: 'must not be less than minMinutes' })
  .meta({ id: 'BookingPolicyPatch' });
export type PolicyPatch = z.output<typeof PolicyPatch>;

export const PolicyList = z.strictObject(pageQuery);
export type PolicyList = z.output<typeof PolicyList>;

export const PolicyAnswer = z
  .object({
    id,
    name: z.string(),
    maxDaysAhead: z.int().optional(),
    minNoticeMinutes: z.int().optional(),
    minMinutes: z.int().optional(),
    maxMinutes: z.int().optional(),
    hours: z.object({ from: z.string(), to: z.string() }).optional(),
    weekdays: z.array(z.int()).optional(),
    bufferMinutes: z.int().optional(),
    maxOpenPerPerson: z.int().optional(),
    version: z.int(),
  })
  .meta({ id: 'BookingPolicy' });
