import { addOns, administrators, byBranch, define } from './permission.js';

export const approvals = define({
  'approval_flows.manage': {
    description: 'See, create, change and delete approval flows.',
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
    description: 'Approve or decline booking requests, and get emails about them.',
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
