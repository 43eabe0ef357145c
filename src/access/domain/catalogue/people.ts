import { administrators, byMail, byPerson, customers, define, managers } from './permission.js';

/** The administration of other people is not for those who come to book for themselves. */
const never = customers;

export const people = define({
  'roles.read': {
    description: 'See the roles and what each may do.',
    allows: [['read', 'Role']],
    rows: { heldAnywhere: true },
    defaults: [...managers, 'instructor'],
  },
  'users.read': {
    description: 'Search and see the people of the branches in reach.',
    allows: [['read', 'User']],
    rows: byPerson,
    defaults: [...managers, 'on_behalf_booker', 'instructor', 'accountant'],
  },
  'users.add': {
    description: 'Add people and contacts to the branches in reach, and invite them.',
    allows: [['create', 'User']],
    rows: byPerson,
    defaults: [...managers, 'instructor'],
    never,
  },
  'users.verify': {
    description: 'Approve or reject people who registered, with their roles, branch and groups.',
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
    description: 'Change people’s details, branch and groups, and give or take their access.',
    allows: [['change', 'User']],
    rows: byPerson,
    defaults: managers,
    never,
  },
  'users.assign_roles': {
    description: 'Change people’s roles, as far as one holds what they give.',
    allows: [['assign_roles', 'User']],
    rows: byPerson,
    defaults: managers,
    never,
  },
  'users.quick_verify': {
    description: 'Confirm an address on its owner’s behalf. Not recommended: nobody has shown that it is theirs.',
    allows: [['quick_verify', 'User']],
    rows: byPerson,
    defaults: managers,
    never,
  },
  // It cannot be undone and cancels bookings of other branches too, so that it begins with those who reach every branch.
  'users.delete': {
    description: 'Delete people and erase what is known of them. It cannot be undone.',
    allows: [['delete', 'User']],
    rows: byPerson,
    defaults: administrators,
    never,
  },
  'users.import': {
    description: 'Add many people to the branches in reach from a CSV file.',
    allows: [['import', 'User']],
    rows: byPerson,
    defaults: managers,
    never,
  },
  'users.read_histories': {
    description: 'See the sign-ins and the changes of the people of the branches in reach.',
    allows: [['read', 'History']],
    rows: byPerson,
    defaults: managers,
    never,
  },
  'mails.read': {
    description: 'See the mails to the people of the branches in reach, as far as they are about these.',
    allows: [['read', 'Mail']],
    rows: byMail,
    defaults: managers,
    never,
  },
  'mails.manage': {
    description: 'Send failed mails to the people of the branches in reach again.',
    allows: [['resend', 'Mail']],
    rows: byMail,
    defaults: managers,
    never,
  },
});
