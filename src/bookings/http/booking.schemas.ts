import { z } from 'zod';
import { pageQuery } from '../../platform/http/paging.js';
import { id, instant, instantOut, line } from '../../platform/http/schemas.js';
import { bookingStates } from '../domain/booking-details.js';

export const BookingList = z
  .strictObject({
    ...pageQuery,
    view: z.enum(['mine', 'entered', 'branch']).default('mine'),
    state: z.enum(bookingStates).optional(),
    branchId: id.optional(),
    vehicleId: id.optional(),
    userId: id.optional(),
    from: instant.optional(),
    to: instant.optional(),
  })
  .refine(({ from, to }) => !from || !to || from < to, { path: ['to'], error: 'must be later than from' });
export type BookingList = z.output<typeof BookingList>;

export const AvailabilityQuery = z
  .strictObject({
    from: instant,
    to: instant,
    branchId: id.optional(),
    seats: z.coerce.number().int().min(1).max(500).optional(),
    transmission: z.enum(['manual', 'automatic']).optional(),
    kind: line(40).optional(),
    destination: line(200).optional(),
  })
  .transform(({ branchId, kind, ...rest }) => ({
    ...rest,
    kind: kind?.toLowerCase(),
    branchIds: branchId ? [branchId] : undefined,
  }));
export type AvailabilityQuery = z.output<typeof AvailabilityQuery>;

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
  customFields: z.record(z.string(), z.string()),
  policyOverridden: z.boolean(),
  checkedOutAt: instantOut.nullable(),
  returnedAt: instantOut.nullable(),
  /** The end that was booked, where the vehicle came back before it; `end` is when it did. */
  bookedEnd: instantOut.nullable(),
  odometer: z.int().nullable(),
  returnNotes: z.string().nullable(),
  cancelledBy: id.nullable(),
  cancelledAt: instantOut.nullable(),
  cancellationReason: z.string().nullable(),
  approval: z
    .object({
      state: z.enum(['pending', 'approved', 'declined', 'lapsed', 'withdrawn', 'not_needed']),
      skipped: z.boolean(),
      automatic: z.boolean(),
    })
    .nullable(),
  version: z.int(),
});

export const AvailabilityAnswer = z.object({
  trips: z.array(
    z.object({
      bookingId: id,
      vehicleId: id,
      vehicleName: z.string(),
      branchId: id,
      destination: z.string(),
      start: instantOut,
      end: instantOut,
      seatsLeft: z.int(),
    }),
  ),
  vehicles: z.array(
    z.object({
      id,
      branchId: id,
      name: z.string(),
      registration: z.string(),
      kind: z.string(),
      make: z.string().nullable(),
      model: z.string().nullable(),
      seats: z.int(),
      transmission: z.string().nullable(),
      fuel: z.string().nullable(),
      needsApproval: z.boolean(),
    }),
  ),
});
