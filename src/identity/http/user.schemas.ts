import { z } from 'zod';
import { pageQuery } from '../../platform/http/paging.js';
import { emailAddress, id, instantOut, line, prose } from '../../platform/http/schemas.js';
import { userStates } from '../domain/user-state.js';

export const UserAnswer = z.object({
  id,
  email: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  reference: z.string().nullable(),
  state: z.enum(userStates),
  canSignIn: z.boolean(),
  branchId: id.nullable(),
  groupIds: z.array(id),
  roles: z.array(z.object({ roleId: id, key: z.string(), branchIds: z.array(id).nullable() })),
  createdAt: instantOut,
  version: z.int(),
});

/** A role without `branchIds` takes the role's own reach. */
const assignedRole = z
  .strictObject({ roleId: id, branchIds: z.array(id).min(1).max(200).nullish() })
  .transform(({ roleId, branchIds }) => ({ roleId, branchIds: branchIds ?? null }));

export const PlacementBody = z.strictObject({
  branchId: id,
  roles: z.array(assignedRole).max(20),
  groupIds: z.array(id).max(50).default([]),
});
export type PlacementBody = z.output<typeof PlacementBody>;

export const personName = line(100);
export const phoneNumber = line(40);

export const NewUser = z
  .strictObject({
    ...PlacementBody.shape,
    roles: PlacementBody.shape.roles.default([]),
    email: emailAddress,
    name: personName,
    phone: phoneNumber.nullable().default(null),
    reference: line(60).nullable().default(null),
    canSignIn: z.boolean().default(true),
  })
  .transform(({ email, name, phone, reference, canSignIn, ...placement }) => ({
    details: { email, name, phone, reference },
    canSignIn,
    placement,
  }));
export type NewUser = z.output<typeof NewUser>;

export const RejectionBody = z.strictObject({ reason: prose(1000).pipe(z.string().min(1)) });
export type RejectionBody = z.output<typeof RejectionBody>;

export const UserList = z.strictObject({
  ...pageQuery,
  q: line(100).optional(),
  state: z.enum(userStates).optional(),
  roleId: id.optional(),
  branchId: id.optional(),
  groupId: id.optional(),
});
export type UserList = z.output<typeof UserList>;
