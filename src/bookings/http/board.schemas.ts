import { z } from 'zod';
import { isAtMostDays } from '../../platform/domain/local-time.js';
import { id, instant, instantOut } from '../../platform/http/schemas.js';
import { bookingStates } from '../domain/booking-details.js';

const DAYS = 35;

export const BoardQuery = z
  .strictObject({
    branchId: id.describe('The branch whose vehicles are shown.'),
    from: instant.describe('Start of the period.'),
    to: instant.describe(`End of the period, at most ${DAYS} days after its start.`),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'must be later than `from`' })
  .refine(({ from, to }) => isAtMostDays(DAYS, from, to), {
    path: ['to'],
    error: `must be at most ${DAYS} days after \`from\``,
  });
export type BoardQuery = z.output<typeof BoardQuery>;

const Vehicle = z
  .object({
    id,
    name: z.string(),
    registration: z.string(),
    kind: z.string(),
    make: z.string().nullable(),
    model: z.string().nullable(),
    seats: z.int(),
    locationId: id.nullable(),
    groupIds: z.array(id),
    state: z.enum(['active', 'disabled']),
    bookable: z.boolean().describe('Whether you may book it.'),
    bufferMinutes: z.int().describe('Minimum minutes between two bookings, by its policy.'),
  })
  .meta({ id: 'BoardVehicle' });

const Block = z
  .object({
    vehicleId: id,
    start: instantOut,
    end: instantOut.describe(
      'When it ends, or was due to end: a vehicle that is still out is blocked until it is returned.',
    ),
    kind: z.enum(['booking', 'unavailable', 'buffer']),
    state: z.enum(bookingStates).nullable().describe('State of the booking; null if the block is not a booking.'),
    mine: z.boolean().describe('Whether you are the booker or a passenger.'),
    late: z.literal(true).optional().describe('True if the vehicle is still out although the booking has ended.'),
    bookingId: id
      .optional()
      .describe('Id of the booking. This and the following fields are left out if you may not see the booking.'),
    title: z.string().optional().describe('Name of the booker, or why the vehicle is out of service.'),
    destination: z.string().optional().describe('Destination of the booking, if it has one.'),
  })
  .meta({ id: 'BoardBlock' });

export const BoardAnswer = z
  .object({
    branchName: z.string(),
    timeZone: z.string().describe('IANA time zone of the branch.'),
    vehicles: z.array(Vehicle).describe('The vehicles that you can see, by name; at most 2,000.'),
    blocks: z.array(Block).describe('Bookings and other blocks in the period, earliest start first.'),
    moreVehicles: z.boolean().describe('Whether the branch has more vehicles than are shown.'),
  })
  .meta({ id: 'Board' });
