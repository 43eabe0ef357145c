import { builtInRoleKeys } from '../built-in-roles.js';
import { byBranch, customers, define, managers } from './permission.js';

export const fleet = define({
  'vehicles.read': {
    description: 'See vehicles.',
    allows: [['read', 'Vehicle']],
    rows: byBranch,
    defaults: builtInRoleKeys.filter((key) => key !== 'on_behalf_booker'),
  },
  'vehicles.manage': {
    description: 'Add, change, disable and archive vehicles.',
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
    description: 'Take vehicles out of service for a time, with a note for bookers.',
    allows: [['maintain', 'Vehicle']],
    rows: byBranch,
    defaults: [...managers, 'engineer'],
    never: customers,
  },
});
