import { builtInRoleKeys } from '../built-in-roles.js';
import { byBranch, customers, define, managers } from './permission.js';

export const fleet = define({
  'vehicles.read': {
    description: 'See the vehicles of the branches in reach.',
    allows: [['read', 'Vehicle']],
    rows: byBranch,
    defaults: builtInRoleKeys.filter((key) => key !== 'on_behalf_booker'),
  },
  'vehicles.manage': {
    description: 'Add and change the vehicles of the branches in reach.',
    allows: [
      ['create', 'Vehicle'],
      ['change', 'Vehicle'],
    ],
    rows: byBranch,
    defaults: [...managers, 'engineer'],
    never: customers,
  },
});
