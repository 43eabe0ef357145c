import { z } from 'zod';
import { emailAddress, id, line } from '../../../platform/http/schemas.js';
import { personName, phoneNumber, PlacementBody } from './user.schemas.js';

/** A field that is left out stays; null empties it. */
export const UserPatch = z
  .strictObject({
    email: emailAddress,
    name: personName,
    phone: phoneNumber.nullable(),
    reference: line(60).nullable(),
    branchId: id,
    groupIds: PlacementBody.shape.groupIds.unwrap(),
  })
  .partial()
  .meta({ id: 'UserPatch' });
export type UserPatch = z.output<typeof UserPatch>;

export const AccessBody = z.strictObject({ canSignIn: z.boolean() }).meta({ id: 'UserAccess' });
export type AccessBody = z.output<typeof AccessBody>;

export const RolesBody = z.strictObject({ roles: PlacementBody.shape.roles }).meta({ id: 'UserRoles' });
export type RolesBody = z.output<typeof RolesBody>;
