import { z } from 'zod';
import { pageQuery } from '../../../platform/http/paging.js';
import { emailAddress, id, instantOut, line, prose, someOf } from '../../../platform/http/schemas.js';
import { userStates } from '../../domain/user-state.js';

const RoleAssignment = z
  .object({ roleId: id, key: z.string(), name: z.string(), branchIds: z.array(id).nullable() })
  .meta({ id: 'RoleAssignment' });

export const UserAnswer = z
  .object({
    id,
    email: z.string(),
    name: z.string(),
    phone: z.string().nullable(),
    reference: z.string().nullable(),
    locale: z.string().nullable(),
    state: z.enum(userStates),
    canSignIn: z.boolean(),
    invited: z.boolean().describe('Whether an invitation was emailed and not accepted yet.'),
    branchId: id.nullable(),
    groupIds: z.array(id),
    roles: z.array(RoleAssignment),
    createdAt: instantOut,
    version: z.int(),
  })
  .meta({ id: 'User' });

const NamedGroup = z.object({ id, name: z.string() }).meta({ id: 'GroupName' });

/** With the names that a list of people shows, so that clients need no request per row. */
export const UserDetailsAnswer = UserAnswer.extend({
  branchName: z.string().nullable(),
  groups: z.array(NamedGroup),
}).meta({ id: 'UserDetails' });

/** A role without `branchIds` takes the role's own reach. */
const assignedRole = z
  .strictObject({ roleId: id, branchIds: z.array(id).min(1).max(200).nullish() })
  .transform(({ roleId, branchIds }) => ({ roleId, branchIds: branchIds ?? null }))
  .meta({ id: 'NewRoleAssignment' });

export const PlacementBody = z
  .strictObject({
    branchId: id,
    roles: z.array(assignedRole).max(20),
    groupIds: z.array(id).max(50).default([]),
  })
  .meta({ id: 'UserPlacement' });
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
  }))
  .meta({ id: 'NewUser' });
export type NewUser = z.output<typeof NewUser>;

export const RejectionBody = z
  .strictObject({ reason: prose(1000).pipe(z.string().min(1)) })
  .meta({ id: 'UserRejection' });
export type RejectionBody = z.output<typeof RejectionBody>;

export const UserList = z.strictObject({
  ...pageQuery,
  q: line(100).optional(),
  state: someOf(userStates)
    .optional()
    .describe(
      'Only people in this state. Repeat the parameter for several states. If left out: everyone except deleted people.',
    ),
  roleId: id.optional(),
  branchId: id.optional(),
  groupId: id.optional(),
});
export type UserList = z.output<typeof UserList>;
