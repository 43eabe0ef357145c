import { administrators, byMail, byPerson, customers, define, managers } from './permission.js';

/** Customers do not administer other people. */
const never = customers;

export const people = define({
  'roles.read': {
    description: 'See roles and their permissions.',
    allows: [['read', 'Role']],
    rows: { heldAnywhere: true },
    defaults: [...managers, 'instructor'],
  },
  'users.read': {
    description: 'Search for people and see their details.',
    allows: [['read', 'User']],
    rows: byPerson,
    defaults: [...managers, 'on_behalf_booker', 'instructor', 'accountant'],
  },
  'users.add': {
    description: 'Add people and contacts, and invite them.',
    allows: [['create', 'User']],
    rows: byPerson,
    defaults: [...managers, 'instructor'],
    never,
  },
  'users.verify': {
    description: 'Approve or reject people who registered, and give them roles, a branch and groups.',
    allows: [['verify', 'User']],
    rows: byPerson,
    defaults: managers,
    never,
  },
  'users.suspend': {
    description: 'Suspend people and restore them.',
    allows: [['suspend', 'User']],
    rows: byPerson,
    defaults: managers,
    never,
  },
  'users.edit': {
    description: 'Change people’s details, branch and groups, and give or remove their access.',
    allows: [['change', 'User']],
    rows: byPerson,
    defaults: managers,
    never,
  },
  'users.assign_roles': {
    description: 'Change people’s roles. No one can give a role with permissions that they don’t have.',
    allows: [['assign_roles', 'User']],
    rows: byPerson,
    defaults: managers,
    never,
  },
  'users.quick_verify': {
    description:
      'Confirm an email address for someone else. Not recommended, because no one has shown that the address is theirs.',
    allows: [['quick_verify', 'User']],
    rows: byPerson,
    defaults: managers,
    never,
  },
  // Deleting a user cannot be undone and cancels bookings in other branches too, so by default only roles that reach every
  // branch may do it.
  'users.delete': {
    description: 'Delete people and erase their personal data. This cannot be undone.',
    allows: [['delete', 'User']],
    rows: byPerson,
    defaults: administrators,
    never,
  },
  'users.import': {
    description: 'Add many people at once from a CSV file.',
    allows: [['import', 'User']],
    rows: byPerson,
    defaults: managers,
    never,
  },
  'users.read_histories': {
    description: 'See when people signed in, what they changed, and what was changed about them.',
    allows: [['read', 'History']],
    rows: byPerson,
    defaults: managers,
    never,
  },
  'mails.read': {
    description: 'See the emails that people got about their branch.',
    allows: [['read', 'Mail']],
    rows: byMail,
    defaults: managers,
    never,
  },
  'mails.manage': {
    description: 'Resend failed emails.',
    allows: [['resend', 'Mail']],
    rows: byMail,
    defaults: managers,
    never,
  },
});
