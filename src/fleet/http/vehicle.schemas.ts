import { z } from 'zod';
import { pageQuery } from '../../platform/http/paging.js';
import { id, line } from '../../platform/http/schemas.js';
import { fuels, transmissions } from '../domain/vehicle.js';

const details = {
  name: line(100),
  registration: line(30).transform((value) => value.toUpperCase()),
  kind: line(40).transform((value) => value.toLowerCase()),
  make: line(60).nullable(),
  model: line(60).nullable(),
  seats: z.number().int().min(1).max(500),
  transmission: z.enum(transmissions).nullable(),
  fuel: z.enum(fuels).nullable(),
  odometer: z.number().int().min(0).max(100_000_000).nullable(),
  groupIds: z.array(id).max(50),
  approvalFlowId: id.nullable(),
};

export const NewVehicle = z.strictObject({
  branchId: id,
  ...details,
  kind: details.kind.default('car'),
  make: details.make.default(null),
  model: details.model.default(null),
  transmission: details.transmission.default(null),
  fuel: details.fuel.default(null),
  odometer: details.odometer.default(null),
  groupIds: details.groupIds.default([]),
  approvalFlowId: details.approvalFlowId.default(null),
});
export type NewVehicle = z.output<typeof NewVehicle>;

export const VehiclePatch = z.strictObject(details).partial();
export type VehiclePatch = z.output<typeof VehiclePatch>;

export const VehicleList = z.strictObject({ ...pageQuery, branchId: id.optional() });
export type VehicleList = z.output<typeof VehicleList>;

export const VehicleAnswer = z.object({
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
  groupIds: z.array(id),
  approvalFlowId: id.nullable(),
  state: z.enum(['active', 'disabled', 'archived']),
  version: z.int(),
});
