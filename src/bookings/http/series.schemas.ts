import { z } from 'zod';
import { id, instant, instantOut, prose } from '../../platform/http/schemas.js';
import { bookingStates } from '../domain/booking-details.js';
import { violationCodes } from '../domain/policy-limits.js';
import { BookingPatch, NewBooking } from './booking-writes.schemas.js';

/** One refusal refuses all, or only those that are refused are left out. */
const onConflict = z.enum(['fail', 'skip']);

export const NewSeries = NewBooking.extend({ rrule: z.string().trim().min(1).max(500), onConflict });
export type NewSeries = z.output<typeof NewSeries>;

export const SeriesPatch = BookingPatch.extend({ from: instant.optional(), onConflict: onConflict.default('fail') });
export type SeriesPatch = z.output<typeof SeriesPatch>;

export const SeriesCancellation = z
  .strictObject({ from: instant.optional(), reason: prose(2_000).optional() })
  .default({});
export type SeriesCancellation = z.output<typeof SeriesCancellation>;

export const SeriesAnswer = z.object({
  id,
  vehicleId: id,
  branchId: id,
  bookerId: id,
  originatorId: id,
  /** Of the first booking, as it was wished. */
  start: instantOut,
  end: instantOut,
  rrule: z.string(),
  timeZone: z.string(),
  occurrences: z.array(
    z.object({
      start: instantOut,
      end: instantOut,
      bookingId: id.nullable(),
      state: z.enum(bookingStates).nullable(),
      /** Why there is no such booking, or why it was left as it was. */
      code: z.string().nullable(),
      detail: z.string().nullable(),
      violations: z.array(z.object({ code: z.enum(violationCodes), message: z.string(), limit: z.unknown() })),
    }),
  ),
  createdAt: instantOut,
  version: z.int(),
});
