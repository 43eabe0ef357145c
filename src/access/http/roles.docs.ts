import './fields.docs.js';
import './problems.docs.js';
import { describeRoutes } from '../../platform/http/openapi/operation-docs.js';

export const rolesDocs = describeRoutes('Roles and permissions', {
  list: {
    operationId: 'listRoles',
    summary: 'List roles',
    description:
      'Lists every role, built-in ones first. `grantable` and `grantableIn` say whether you may give a role and where (RP-11), so that a form offers only what will be accepted. One page.',
  },
  get: {
    operationId: 'getRole',
    summary: 'Read a role',
    description: 'Returns one role with its permissions and whether you may give it (RP-2).',
  },
  make: {
    operationId: 'createRole',
    summary: 'Create a role',
    description:
      'Creates a custom role (RP-9). It can only have permissions that you have yourself in every branch; otherwise you get `beyond_own_access` (RP-11).',
  },
  amend: {
    operationId: 'updateRole',
    summary: 'Rename a role',
    description: 'Changes the name or description of a custom role (RP-9). Built-in roles cannot be renamed.',
  },
  delete: {
    operationId: 'deleteRole',
    summary: 'Delete a role',
    description:
      'Deletes a custom role (RP-9). A role that people have, or that OpenID clients name, cannot be deleted: `role_held` says how many.',
  },
});

export const grantsDocs = describeRoutes('Roles and permissions', {
  permissions: {
    operationId: 'listPermissions',
    summary: 'List permissions',
    description: 'Lists the whole catalogue of permissions by area, each with what it allows (RP-1). One page.',
  },
  matrix: {
    operationId: 'getPermissionMatrix',
    summary: 'Read the permission matrix',
    description:
      'Returns the permission matrix: whether each role has each permission, whether that is the default, and which combinations make no sense (RP-9).',
  },
  set: {
    operationId: 'setRolePermissions',
    summary: 'Set the permissions of a role',
    description:
      'Replaces the permissions of a role. They apply with the next request of everyone who has the role (RP-12). Organisation Admin and Owner cannot be changed: `grants_fixed`.',
  },
  reset: {
    operationId: 'resetRole',
    summary: 'Reset a role to its defaults',
    description: 'Gives a built-in role the permissions that it came with (RP-9).',
  },
  resetAll: {
    operationId: 'resetAllRoles',
    summary: 'Reset all roles to their defaults',
    description: 'Gives every built-in role the permissions that it came with (RP-9). Custom roles stay as they are.',
  },
});
