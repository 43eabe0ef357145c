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
    description: 'Add, change, disable and archive the vehicles of the branches in reach.',
    allows: [
      ['create', 'Vehicle'],
      ['change', 'Vehicle'],
      ['delete', 'Vehicle'],
    ],
    rows: byBranch,
    defaults: [...managers, 'engineer'],
    never: customers,
  },
  'vehicles.maintain': {
    description: 'Take vehicles of the branches in reach out of service for a while, with a note that bookers see.',
    allows: [['maintain', 'Vehicle']],
    rows: byBranch,
    defaults: [...managers, 'engineer'],
    never: customers,
  },
});
