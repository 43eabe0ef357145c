import { z } from 'zod';
import { pageQuery } from '../../platform/http/paging.js';
import { id, instantOut, line, prose, someOf } from '../../platform/http/schemas.js';
import { fuels, transmissions, vehicleStates } from '../domain/vehicle.js';

const distinct = (max: number) =>
  z
    .array(id)
    .max(max)
    .transform((ids) => [...new Set(ids)]);

const details = {
  name: line(100),
  registration: line(30)
    .refine((value) => /[\p{L}\p{N}]/u.test(value), { error: 'must contain a letter or a digit' })
    .transform((value) => value.toUpperCase()),
  kind: line(40).transform((value) => value.toLowerCase()),
  make: line(60).nullable(),
  model: line(60).nullable(),
  seats: z.number().int().min(1).max(500),
  transmission: z.enum(transmissions).nullable(),
  fuel: z.enum(fuels).nullable(),
  odometer: z.number().int().min(0).max(100_000_000).nullable(),
  locationId: id.nullable(),
  accessoryIds: distinct(100),
  groupIds: distinct(50),
  policyId: id.nullable(),
  approvalFlowId: id.nullable(),
  notes: prose(5_000)
    .nullable()
    .transform((value) => value || null),
};

export const NewVehicle = z
  .strictObject({
    branchId: id,
    ...details,
    kind: details.kind.default('car'),
    make: details.make.default(null),
    model: details.model.default(null),
    transmission: details.transmission.default(null),
    fuel: details.fuel.default(null),
    odometer: details.odometer.default(null),
    locationId: details.locationId.default(null),
    accessoryIds: details.accessoryIds.default([]),
    groupIds: details.groupIds.default([]),
    policyId: details.policyId.default(null),
    approvalFlowId: details.approvalFlowId.default(null),
    notes: details.notes.default(null),
  })
  .meta({ id: 'NewVehicle' });
export type NewVehicle = z.output<typeof NewVehicle>;

export const VehiclePatch = z
  .strictObject({ ...details, branchId: id, state: z.enum(['active', 'disabled']) })
  .partial()
  .meta({ id: 'VehiclePatch' });
export type VehiclePatch = z.output<typeof VehiclePatch>;

export const VehicleList = z.strictObject({
  ...pageQuery,
  branchId: id.optional(),
  state: someOf(vehicleStates)
    .optional()
    .describe(
      'Only vehicles in this state. Repeat the parameter for several states. If left out: all except archived vehicles.',
    ),
  q: line(100).optional(),
  kind: line(40).optional(),
  groupId: id.optional(),
  locationId: id.optional(),
});
export type VehicleList = z.output<typeof VehicleList>;

export const VehicleAnswer = z
  .object({
    id,
    branchId: id,
    name: z.string(),
    registration: z.string(),
    kind: z.string(),
    make: z.string().nullable(),
    model: z.string().nullable(),
    seats: z.int(),
    transmission: z.enum(transmissions).nullable(),
    fuel: z.enum(fuels).nullable(),
    odometer: z.int().nullable(),
    locationId: id.nullable(),
    accessoryIds: z.array(id),
    groupIds: z.array(id),
    policyId: id.nullable(),
    approvalFlowId: id.nullable(),
    photoUrl: z
      .string()
      .nullable()
      .describe('URL of its photo on this service. It changes with the photo; null if none.'),
    notes: z.string().nullable(),
    state: z.enum(vehicleStates),
    version: z.int(),
    createdAt: instantOut,
  })
  .meta({ id: 'Vehicle' });

export const VehicleKindsQuery = z.strictObject({ branchId: id.optional() });
export type VehicleKindsQuery = z.output<typeof VehicleKindsQuery>;

export const VehicleKinds = z.object({ items: z.array(z.string()) }).meta({ id: 'VehicleKinds' });
