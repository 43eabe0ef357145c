import { z } from 'zod';
import { pageQuery } from '../../platform/http/paging.js';
import { id, instant, instantOut, prose } from '../../platform/http/schemas.js';

export const UnavailabilityAnswer = z
  .object({
    id,
    vehicleId: id,
    start: instantOut,
    end: instantOut,
    note: z.string(),
  })
  .meta({ id: 'Unavailability' });

export const NewUnavailability = z
  .strictObject({
    start: instant,
    end: instant,
    note: prose(1_000).pipe(z.string().min(1)),
  })
  .meta({ id: 'NewUnavailability' });
export type NewUnavailability = z.output<typeof NewUnavailability>;

export const UnavailabilityList = z
  .strictObject({ ...pageQuery, from: instant.optional(), to: instant.optional() })
  .refine(({ from, to }) => !from || !to || from < to, { path: ['to'], error: 'must be later than from' });
export type UnavailabilityList = z.output<typeof UnavailabilityList>;

export const UnavailabilityParams = z.strictObject({ id, unavailabilityId: id });
export type UnavailabilityParams = z.output<typeof UnavailabilityParams>;
