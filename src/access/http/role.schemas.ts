import { z } from 'zod';
import { id, line, prose } from '../../platform/http/schemas.js';
import { roleSets } from '../domain/built-in-roles.js';
import { permissionKeys } from '../domain/permissions.js';

const reach = z.enum(['home', 'every', 'listed']);
const keys = z.array(z.enum(permissionKeys)).max(permissionKeys.length);

export const RoleAnswer = z.object({
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

/** Roles and permissions are few: their lists have one page. */
export const RolesAnswer = z.object({ items: z.array(RoleAnswer), nextCursor: z.null() });

export const NewRole = z.strictObject({
  name: line(60),
  description: prose(300).default(''),
  reach: reach.default('home'),
  permissions: keys.default([]),
});
export type NewRole = z.output<typeof NewRole>;

export const RolePatch = z.strictObject({ name: line(60), description: prose(300) }).partial();
export type RolePatch = z.output<typeof RolePatch>;

export const GrantsBody = z.strictObject({ keys });
export type GrantsBody = z.output<typeof GrantsBody>;

export const PermissionsAnswer = z.object({
  items: z.array(z.object({ key: z.string(), area: z.string(), description: z.string() })),
  nextCursor: z.null(),
});

const Cell = z.object({
  roleId: id,
  granted: z.boolean(),
  default: z.boolean(),
  changed: z.boolean(),
  possible: z.boolean(),
});

export const MatrixAnswer = z.object({
  roles: z.array(RoleAnswer.extend({ fixed: z.boolean() })),
  areas: z.array(
    z.object({
      area: z.string(),
      permissions: z.array(z.object({ key: z.string(), description: z.string(), cells: z.array(Cell) })),
    }),
  ),
});
