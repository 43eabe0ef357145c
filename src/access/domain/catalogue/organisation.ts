import { builtInRoleKeys } from '../built-in-roles.js';
import { administrators, branchAdmins, customers, define, managers, pilots } from './permission.js';

export const organisation = define({
  'organisation.manage': {
    description: 'Change the organisation’s name, time zone and settings.',
    allows: [['change', 'Organisation']],
    rows: 'organisation',
    defaults: administrators,
    only: 'administrators',
  },
  'permissions.administer': {
    description: 'See and change what each role may do, and make roles: as far as one holds what they are given.',
    allows: [
      ['read', 'PermissionMatrix'],
      ['read', 'Role'],
      ['create', 'Role'],
      ['change', 'Role'],
      ['delete', 'Role'],
    ],
    rows: 'organisation',
    defaults: administrators,
    only: 'administrators_and_own_roles',
  },
  'agreements.publish': {
    description: 'Publish a new version of the user agreement, which everybody must accept before the next booking.',
    allows: [['create', 'Agreement']],
    rows: 'organisation',
    defaults: administrators,
    only: 'administrators',
  },
  'oidc_clients.manage': {
    description: 'Register, change and delete the applications that people sign in to from here, or that use the API.',
    allows: [
      ['read', 'OidcClient'],
      ['create', 'OidcClient'],
      ['change', 'OidcClient'],
      ['delete', 'OidcClient'],
    ],
    rows: 'organisation',
    defaults: administrators,
    only: 'administrators',
  },
  'branches.create': {
    description: 'Create branches.',
    allows: [['create', 'Branch']],
    rows: 'organisation',
    defaults: administrators,
    only: 'administrators',
  },
  'branches.manage': {
    description: 'Change a branch: its name, code, time zone, whether people may add themselves, open or closed.',
    allows: [['change', 'Branch']],
    rows: 'organisation',
    defaults: administrators,
    only: 'administrators',
  },
  'branches.read': {
    description: 'See the branches in reach.',
    allows: [['read', 'Branch']],
    rows: { branch: 'id' },
    defaults: builtInRoleKeys.filter((key) => key !== 'on_behalf_booker'),
  },
  'groups.read': {
    description: 'See the groups of the branches in reach.',
    allows: [['read', 'Group']],
    rows: { branch: 'branchIds' },
    defaults: ['booker', 'multibranch_booker', ...branchAdmins, 'office_staff', 'instructor', 'engineer', ...pilots],
  },
  'groups.manage': {
    description: 'Make, change and delete groups that exist only in the branches in reach.',
    allows: [
      ['create', 'Group'],
      ['change', 'Group'],
      ['delete', 'Group'],
    ],
    rows: { branch: 'branchIds' },
    defaults: managers,
    never: customers,
  },
  'webhooks.manage': {
    description: 'Have the organisation’s events told to addresses of other programs.',
    allows: [
      ['read', 'Webhook'],
      ['create', 'Webhook'],
      ['change', 'Webhook'],
      ['delete', 'Webhook'],
    ],
    rows: 'organisation',
    defaults: administrators,
    only: 'administrators',
  },
  'branches.welcome': {
    description: 'Write the welcome message of the branches in reach.',
    allows: [['welcome', 'Branch']],
    rows: { branch: 'id' },
    defaults: managers,
    never: customers,
  },
  'equipment.read': {
    description: 'See the locations and accessories of the branches in reach.',
    allows: [
      ['read', 'Location'],
      ['read', 'Accessory'],
    ],
    rows: { branch: 'branchIds' },
    defaults: builtInRoleKeys.filter((key) => key !== 'on_behalf_booker'),
  },
  'locations.manage': {
    description: 'Make, change and delete locations that exist only in the branches in reach.',
    allows: [
      ['create', 'Location'],
      ['change', 'Location'],
      ['delete', 'Location'],
    ],
    rows: { branch: 'branchIds' },
    defaults: managers,
    never: customers,
  },
  'accessories.manage': {
    description: 'Make, change and delete accessories that exist only in the branches in reach.',
    allows: [
      ['create', 'Accessory'],
      ['change', 'Accessory'],
      ['delete', 'Accessory'],
    ],
    rows: { branch: 'branchIds' },
    defaults: [...managers, 'engineer'],
    never: customers,
  },
});
