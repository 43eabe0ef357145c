import { z } from 'zod';
import { describeProblems, describeRefusals } from '../../platform/http/openapi/api-docs.js';
import { id, instantOut } from '../../platform/http/schemas.js';
import { bookingStates } from '../domain/booking-details.js';
import { BookingNotPending, VehicleNotFree } from '../domain/errors.js';
import { VehicleHasBookings } from '../domain/hold-errors.js';
import { PolicyViolation, SeriesOccurrence } from './series/series.schemas.js';

const Alternative = z
  .object({
    id: id.describe('Id of a vehicle that is free then.'),
    name: z.string().describe('Its name.'),
    registration: z.string().describe('Its registration.'),
    kind: z.string().describe('Its kind.'),
  })
  .meta({ id: 'Alternative' });
const alternatives = z.array(Alternative).optional().describe('Vehicles that the booker could book instead.');
const bookings = z
  .array(
    z
      .object({
        id: id.describe('Id of the booking.'),
        start: instantOut.describe('Start.'),
        end: instantOut.describe('End.'),
      })
      .meta({ id: 'BookingInTheWay' }),
  )
  .optional()
  .describe('The bookings in the way.');

describeProblems({
  vehicle_not_free: z.object({
    alternatives,
    freeFrom: instantOut
      .nullable()
      .optional()
      .describe('When the vehicle is next free for the same length of time; null if unknown.'),
    bookings,
  }),
  vehicle_has_bookings: z.object({ bookings }),
  policy_violated: z.object({ violations: z.array(PolicyViolation).describe('Every limit that is broken.') }),
  series_conflict: z.object({
    alternatives,
    occurrences: z.array(SeriesOccurrence).describe('The result for each occurrence.'),
  }),
  agreement_not_accepted: z.object({ version: z.int().describe('The version that the booker must accept first.') }),
  odometer_implausible: z.object({ last: z.int().describe('The previous reading.') }),
  booking_not_pending: z.object({ state: z.enum(bookingStates).describe('The state that the booking is in now.') }),
  booking_not_editable: z.object({
    fields: z.array(z.string()).optional().describe('The fields that can no longer be changed.'),
  }),
});

// What this context refuses while another changes a vehicle or decides a request: its listeners are asked first.
describeRefusals({
  createUnavailability: [VehicleNotFree],
  updateVehicle: [VehicleHasBookings],
  archiveVehicle: [VehicleHasBookings],
  decideApprovalRequest: [BookingNotPending],
});
