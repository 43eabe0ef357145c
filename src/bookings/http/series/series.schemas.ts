import { z } from 'zod';
import { id, instant, instantOut, prose } from '../../../platform/http/schemas.js';
import { bookingStates } from '../../domain/booking-details.js';
import { violationCodes } from '../../domain/policy-limits.js';
import { BookingPatch, NewBooking } from '../booking-writes.schemas.js';

/** If some bookings are refused: refuse all, or skip those. */
const onConflict = z.enum(['fail', 'skip']);

const SeriesException = z
  .strictObject({
    occurrence: instant,
    skip: z.boolean().default(false),
    start: instant.optional(),
    end: instant.optional(),
    vehicleId: id.optional(),
  })
  .meta({ id: 'SeriesException' });

/** The input for a series, to make it or to preview it. */
const wish = {
  rrule: z.string().trim().min(1).max(500),
  exceptions: z.array(SeriesException).max(366).default([]),
};

export const NewSeries = NewBooking.extend({ ...wish, onConflict }).meta({ id: 'NewBookingSeries' });
export type NewSeries = z.output<typeof NewSeries>;

export const PlannedSeries = NewBooking.extend(wish).meta({ id: 'PlannedBookingSeries' });
export type PlannedSeries = z.output<typeof PlannedSeries>;

export const PlannedSeriesPatch = BookingPatch.extend({
  from: instant.optional(),
  exceptions: wish.exceptions,
}).meta({ id: 'PlannedBookingSeriesPatch' });
export type PlannedSeriesPatch = z.output<typeof PlannedSeriesPatch>;

export const SeriesPatch = PlannedSeriesPatch.extend({ onConflict: onConflict.default('fail') }).meta({
  id: 'BookingSeriesPatch',
});
export type SeriesPatch = z.output<typeof SeriesPatch>;

export const SeriesCancellation = z
  .strictObject({ from: instant.optional(), reason: prose(2_000).optional() })
  .default({})
  .meta({ id: 'BookingSeriesCancellation' });
export type SeriesCancellation = z.output<typeof SeriesCancellation>;

export const PolicyViolation = z
  .object({ code: z.enum(violationCodes), message: z.string(), limit: z.unknown() })
  .meta({ id: 'PolicyViolation' });

export const SeriesOccurrence = z
  .object({
    start: instantOut,
    end: instantOut,
    bookingId: id.nullable(),
    state: z.enum(bookingStates).nullable(),
    /** Why the booking was not made or not changed. */
    code: z.string().nullable(),
    detail: z.string().nullable(),
    violations: z.array(PolicyViolation),
  })
  .meta({ id: 'SeriesOccurrence' });

const PreviewedOccurrence = SeriesOccurrence.omit({ bookingId: true })
  .extend({ occurrence: instantOut, vehicleId: id, skipped: z.boolean() })
  .meta({ id: 'PreviewedOccurrence' });

export const SeriesPreviewAnswer = z
  .object({
    branchId: id,
    timeZone: z.string(),
    occurrences: z.array(PreviewedOccurrence),
    alternatives: z.array(z.object({ id, name: z.string(), registration: z.string(), kind: z.string() })),
  })
  .meta({ id: 'BookingSeriesPreview' });

export const SeriesAnswer = z
  .object({
    id,
    vehicleId: id,
    branchId: id,
    bookerId: id,
    originatorId: id,
    /** Of the first booking, as it was requested. */
    start: instantOut,
    end: instantOut,
    rrule: z.string(),
    timeZone: z.string(),
    occurrences: z.array(SeriesOccurrence),
    createdAt: instantOut,
    version: z.int(),
  })
  .meta({ id: 'BookingSeries' });
