import { describeFields } from '../../platform/http/openapi/api-docs.js';

/** What fields mean, for the OpenAPI document: by name, or by schema and name if a field means something else there. */
describeFields({
  'Role.key': ['Stable key of the role.', 'booker'],
  'MatrixRole.key': ['Stable key of the role.', 'booker'],
  'Role.name': ['Name of the role.', 'Booker'],
  'MatrixRole.name': ['Name of the role.', 'Booker'],
  'NewRole.name': ['Name of the role, at most 60 characters; unique.', 'Night shift'],
  'RolePatch.name': ['New name of the role, at most 60 characters; unique.', 'Night shift'],
  description: ['What it is for.', 'Books vehicles of the home branch.'],
  builtIn: ['Whether the role came with Motorpool.', true],
  set: ['The set of built-in roles that it belongs to: a fleet’s or a flight school’s; null for a custom role.'],
  active: ['Whether it can be given; false if the organisation does not use its role set.', true],
  'Role.reach': [
    'Where the role applies by default: the holder’s home branch, every branch, or only the branches listed with it.',
  ],
  'MatrixRole.reach': [
    'Where the role applies by default: the holder’s home branch, every branch, or only the branches listed with it.',
  ],
  'NewRole.reach': [
    'Where the role applies by default: the holder’s home branch, every branch, or only the branches listed with it.',
  ],
  'Session.reach': ['The branches in which the permission applies: their ids, or `every`.', 'every'],
  needs: ['Key of the role that this add-on requires; null if it needs none.', 'booker'],
  permissions: ['Its permissions.'],
  'Role.permissions': ['Keys of the permissions that it grants.', ['bookings.book', 'bookings.own']],
  'MatrixRole.permissions': ['Keys of the permissions that it grants.', ['bookings.book', 'bookings.own']],
  'NewRole.permissions': ['Keys of the permissions that it grants.', ['vehicles.read']],
  'RolePermissions.keys': ['Keys of all the permissions that the role should have.', ['vehicles.read', 'reports.read']],
  'Permission.key': ['Stable key of the permission.', 'bookings.book'],
  'PermissionMatrix.key': ['Stable key of the permission.', 'bookings.book'],
  'Session.key': ['Key of the permission.', 'bookings.book'],
  area: ['Area of the catalogue.', 'Bookings'],
  'PermissionMatrix.areas': ['The permissions by area.'],
  'PermissionMatrix.roles': ['The roles in use: the columns.'],
  cells: ['A cell for each role, in the order of `roles`.'],
  roleId: ['Id of a role.'],
  granted: ['Whether the role has the permission now.', true],
  default: ['Whether it has it by default.', true],
  changed: ['Whether the organisation changed it.', false],
  possible: ['Whether the role can have this permission. If not, leave the cell blank.', true],
  fixed: ['Whether its permissions cannot be changed (Organisation Admin and Owner).', false],
});
