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
    description:
      'See and change the permissions of roles, and create roles. No one can grant a permission that they don’t have.',
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
    description: 'Publish a new version of the user agreement, which everyone must accept before their next booking.',
    allows: [['create', 'Agreement']],
    rows: 'organisation',
    defaults: administrators,
    only: 'administrators',
  },
  'oidc_clients.manage': {
    description: 'Register, change and delete applications that sign people in with Motorpool or use its API.',
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
    description: 'Change a branch’s name, code and time zone, open or close it, and allow registrations for it.',
    allows: [['change', 'Branch']],
    rows: 'organisation',
    defaults: administrators,
    only: 'administrators',
  },
  'branches.read': {
    description: 'See branches.',
    allows: [['read', 'Branch']],
    rows: { branch: 'id' },
    defaults: builtInRoleKeys.filter((key) => key !== 'on_behalf_booker'),
  },
  'groups.read': {
    description: 'See groups.',
    allows: [['read', 'Group']],
    rows: { branch: 'branchIds' },
    defaults: ['booker', 'multibranch_booker', ...branchAdmins, 'office_staff', 'instructor', 'engineer', ...pilots],
  },
  'groups.manage': {
    description:
      'Create, change and delete groups. Changing a shared group needs this permission in all of its branches.',
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
    description: 'Send the organisation’s events to other systems.',
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
    description: 'Write a branch’s welcome message.',
    allows: [['welcome', 'Branch']],
    rows: { branch: 'id' },
    defaults: managers,
    never: customers,
  },
  'equipment.read': {
    description: 'See locations and accessories.',
    allows: [
      ['read', 'Location'],
      ['read', 'Accessory'],
    ],
    rows: { branch: 'branchIds' },
    defaults: builtInRoleKeys.filter((key) => key !== 'on_behalf_booker'),
  },
  'locations.manage': {
    description:
      'Create, change and delete locations. Changing a shared location needs this permission in all of its branches.',
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
    description:
      'Create, change and delete accessories. Changing a shared accessory needs this permission in all of its branches.',
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
