import { z } from 'zod';
import { id, instantOut } from '../../platform/http/schemas.js';
import { bookingActions } from '../domain/booking-actions.js';
import { bookingStates } from '../domain/booking-details.js';

export const PersonName = z.object({ id, name: z.string() }).meta({ id: 'PersonName' });

export const BookingAnswer = z
  .object({
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
    /** The end that was booked, if the vehicle came back earlier; `end` is then the time of return. */
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
    /** The series that the booking belongs to (BK-9). */
    seriesId: id.nullable(),
    bookerName: z.string(),
    originatorName: z.string(),
    passengers: z.array(PersonName),
    vehicleName: z.string(),
    registration: z.string(),
    reasonName: z.string(),
    branchName: z.string(),
    timeZone: z.string(),
    actions: z.array(z.enum(bookingActions)),
    version: z.int(),
  })
  .meta({ id: 'Booking' });
