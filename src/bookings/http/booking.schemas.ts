import { z } from 'zod';
import { id, instant, instantOut, line, prose } from '../../platform/http/schemas.js';
import { bookingStates } from '../domain/booking.js';

const optionalLine = (max: number) =>
  line(max)
    .nullish()
    .transform((value) => value ?? null);

export const NewBooking = z.strictObject({
  vehicleId: id,
  start: instant,
  end: instant,
  reasonId: id,
  destination: optionalLine(200),
  bookerId: id.optional(),
  passengerIds: z
    .array(id)
    .max(100)
    .refine((ids) => new Set(ids).size === ids.length, { error: 'must not name anybody twice' })
    .default([]),
  wholeVehicle: z.boolean().default(false),
  costCentre: optionalLine(60),
  notes: prose(5_000)
    .nullish()
    .transform((value) => value || null),
});
export type NewBooking = z.output<typeof NewBooking>;

export const Cancellation = z.strictObject({ reason: prose(2_000).optional() });
export type Cancellation = z.output<typeof Cancellation>;

export const BookingAnswer = z.object({
  id,
  vehicleId: id,
  branchId: id,
  bookerId: id,
  originatorId: id,
  start: instantOut,
  end: instantOut,
  state: z.enum(bookingStates),
  reasonId: id,
  destination: z.string().nullable(),
  passengerIds: z.array(id),
  wholeVehicle: z.boolean(),
  costCentre: z.string().nullable(),
  notes: z.string().nullable(),
  approval: z
    .object({
      state: z.enum(['pending', 'approved', 'declined', 'lapsed', 'withdrawn', 'not_needed']),
      skipped: z.boolean(),
      automatic: z.boolean(),
    })
    .nullable(),
  version: z.int(),
});

export const ReasonAnswer = z.object({
  id,
  key: z.string().nullable(),
  name: z.string(),
  category: z.enum(['business', 'personal', 'maintenance']),
  state: z.enum(['active', 'disabled']),
});
