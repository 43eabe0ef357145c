import { z } from 'zod';
import { id, line, prose } from '../../platform/http/schemas.js';
import { roleSets } from '../domain/built-in-roles.js';
import { permissionKeys } from '../domain/permissions.js';

const reach = z.enum(['home', 'every', 'listed']);
const keys = z.array(z.enum(permissionKeys)).max(permissionKeys.length);

const role = z.object({
  id,
  key: z.string(),
  name: z.string(),
  description: z.string(),
  builtIn: z.boolean(),
  set: z.enum(roleSets).nullable(),
  active: z.boolean(),
  reach,
  needs: z.string().nullable(),
  permissions: z.array(z.string()),
  version: z.int(),
});

/** Whether the caller may give it, so that nobody learns it by being refused (RP-11). */
export const RoleAnswer = role
  .extend({
    grantable: z.boolean().describe('Whether you may give this role to someone.'),
    grantableIn: z
      .union([z.literal('every'), z.array(id)])
      .describe('The branches in which you may give it: their ids, or `every`.'),
  })
  .meta({ id: 'Role' });

/** Roles and permissions are few: their lists have one page. */
export const RolesAnswer = z.object({ items: z.array(RoleAnswer), nextCursor: z.null() }).meta({ id: 'RolePage' });

export const NewRole = z
  .strictObject({
    name: line(60),
    description: prose(300).default(''),
    reach: reach.default('home'),
    permissions: keys.default([]),
  })
  .meta({ id: 'NewRole' });
export type NewRole = z.output<typeof NewRole>;

export const RolePatch = z
  .strictObject({ name: line(60), description: prose(300) })
  .partial()
  .meta({ id: 'RolePatch' });
export type RolePatch = z.output<typeof RolePatch>;

export const GrantsBody = z.strictObject({ keys }).meta({ id: 'RolePermissions' });
export type GrantsBody = z.output<typeof GrantsBody>;

const Permission = z.object({ key: z.string(), area: z.string(), description: z.string() }).meta({ id: 'Permission' });

export const PermissionsAnswer = z
  .object({
    items: z.array(Permission),
    nextCursor: z.null(),
  })
  .meta({ id: 'PermissionPage' });

const Cell = z
  .object({
    roleId: id,
    granted: z.boolean(),
    default: z.boolean(),
    changed: z.boolean(),
    possible: z.boolean(),
  })
  .meta({ id: 'PermissionCell' });

export const MatrixAnswer = z
  .object({
    roles: z.array(role.extend({ fixed: z.boolean() }).meta({ id: 'MatrixRole' })),
    areas: z.array(
      z.object({
        area: z.string(),
        permissions: z.array(z.object({ key: z.string(), description: z.string(), cells: z.array(Cell) })),
      }),
    ),
  })
  .meta({ id: 'PermissionMatrix' });
