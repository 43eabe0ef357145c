import { z } from 'zod';
import { pageQuery } from '../../platform/http/paging.js';
import { id, instant, instantOut, line, someIds } from '../../platform/http/schemas.js';
import { violationCodes } from '../domain/policy-limits.js';

export const AvailabilityQuery = z
  .strictObject({
    ...pageQuery,
    limit: z.coerce.number().int().min(1).max(500).default(500).describe('How many vehicles a page has.'),
    from: instant,
    to: instant,
    branchId: someIds.optional(),
    seats: z.coerce.number().int().min(1).max(500).optional(),
    transmission: z.enum(['manual', 'automatic']).optional(),
    kind: line(40).optional(),
    groupId: id.optional(),
    locationId: id.optional(),
    accessoryId: someIds.optional().describe('Only vehicles with all of these accessories.'),
    destination: line(200).optional(),
  })
  .transform(({ branchId, accessoryId, kind, ...rest }) => ({
    ...rest,
    kind: kind?.toLowerCase(),
    branchIds: branchId,
    accessoryIds: accessoryId,
  }));
export type AvailabilityQuery = z.output<typeof AvailabilityQuery>;

const Trip = z
  .object({
    bookingId: id,
    vehicleId: id,
    vehicleName: z.string(),
    branchId: id,
    destination: z.string(),
    start: instantOut,
    end: instantOut,
    seatsLeft: z.int(),
  })
  .meta({ id: 'SharedTrip' });

const Vehicle = z
  .object({
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
    odometer: z.int().nullable(),
    locationId: id.nullable(),
    accessoryIds: z.array(id),
    groupIds: z.array(id),
    photoUrl: z.string().nullable(),
    needsApproval: z.boolean(),
    approvalReasons: z.array(z.string()).describe('Why it would need approval; empty if it would not.'),
    policyViolations: z
      .array(z.object({ code: z.enum(violationCodes), message: z.string() }))
      .describe('Why the vehicle’s policy would refuse it; empty if it would not.'),
  })
  .meta({ id: 'AvailableVehicle' });

export const AvailabilityAnswer = z
  .object({
    trips: z.array(Trip).describe('Shared trips, on the first page only.'),
    moreTrips: z.boolean().describe('Whether there are more trips than these.'),
    vehicles: z.array(Vehicle),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'Availability' });
