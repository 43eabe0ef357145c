import { z } from 'zod';
import { id, instant, instantOut, line, someIds } from '../../platform/http/schemas.js';
import { violationCodes } from '../domain/policy-limits.js';

export const AvailabilityQuery = z
  .strictObject({
    from: instant,
    to: instant,
    branchId: someIds.optional(),
    seats: z.coerce.number().int().min(1).max(500).optional(),
    transmission: z.enum(['manual', 'automatic']).optional(),
    kind: line(40).optional(),
    groupId: id.optional(),
    locationId: id.optional(),
    accessoryId: someIds.optional().describe('With all of them.'),
    destination: line(200).optional().describe('For trips that go there anyway.'),
  })
  .transform(({ branchId, accessoryId, kind, ...rest }) => ({
    ...rest,
    kind: kind?.toLowerCase(),
    branchIds: branchId,
    accessoryIds: accessoryId,
  }));
export type AvailabilityQuery = z.output<typeof AvailabilityQuery>;

const Trip = z.object({
  bookingId: id,
  vehicleId: id,
  vehicleName: z.string(),
  branchId: id,
  destination: z.string(),
  start: instantOut,
  end: instantOut,
  seatsLeft: z.int(),
});

const Vehicle = z.object({
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
  approvalReasons: z.array(z.string()).describe('The conditions of the flow that such a booking would meet.'),
  policyViolations: z
    .array(z.object({ code: z.enum(violationCodes), message: z.string() }))
    .describe('Why the vehicle’s policy would refuse it; none where it would not.'),
});

export const AvailabilityAnswer = z.object({ trips: z.array(Trip), vehicles: z.array(Vehicle) });
