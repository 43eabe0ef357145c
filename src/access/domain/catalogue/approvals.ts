import { addOns, administrators, byBranch, define } from './permission.js';

export const approvals = define({
  'approval_flows.manage': {
    description: 'See, make, change and delete approval flows.',
    allows: [
      ['read', 'ApprovalFlow'],
      ['create', 'ApprovalFlow'],
      ['change', 'ApprovalFlow'],
      ['delete', 'ApprovalFlow'],
    ],
    rows: 'organisation',
    defaults: administrators,
    only: 'administrators',
  },
  'approvals.decide': {
    description: 'Decide requests for vehicles of the branches in reach, and be mailed about them.',
    allows: [
      ['read', 'ApprovalRequest'],
      ['decide', 'ApprovalRequest'],
    ],
    rows: byBranch,
    defaults: ['booking_approver', 'owner', 'office_staff', 'instructor'],
    never: addOns,
    givenBy: 'bookings.manage',
  },
});
