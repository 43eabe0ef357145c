import './fields.docs.js';
import './problems.docs.js';
import { describeRoutes } from '../../platform/http/openapi/operation-docs.js';

export const approvalsDocs = describeRoutes('Approvals', {
  queue: {
    operationId: 'listApprovalRequests',
    summary: 'List approval requests',
    description:
      'Lists the requests that you may decide, earliest start first; a series appears once (AP-6). With another `state`, it lists the requests of your branches in that state. `pendingCount` is the number of requests that are waiting for you. Send the `ETag` back in `If-None-Match` when you poll.',
  },
  get: {
    operationId: 'getApprovalRequest',
    summary: 'Read an approval request',
    description:
      'Returns one request with what you need to decide it: the bookings of a series, the vehicle’s other bookings of those days, and the booker’s record (AP-6).',
  },
  decide: {
    operationId: 'decideApprovalRequest',
    summary: 'Decide an approval request',
    description:
      'Approves or declines the current step. The first decision of a step wins (AP-7): later ones get `already_decided`, which says what was decided and by whom. After the booking’s start you get `too_late_to_decide` (AP-5).',
  },
  decideAll: {
    operationId: 'decideApprovalRequests',
    summary: 'Decide several approval requests',
    description:
      'Decides up to 100 requests, each on its own: a failed item does not affect the others (AP-6). The response has one result for each item.',
  },
});

export const delegationsDocs = describeRoutes('Approvals', {
  list: {
    operationId: 'listDelegations',
    summary: 'List delegations',
    description: 'Lists the delegations that you gave and those that were given to you, newest start first (AP-11).',
  },
  candidates: {
    operationId: 'listDelegationCandidates',
    summary: 'List people to delegate to',
    description: 'Lists the other approvers of your branches, who can take over your queue (AP-11). One page.',
  },
  delegate: {
    operationId: 'createDelegation',
    summary: 'Delegate your approval queue',
    description:
      'Lets another approver decide in your name for a period. They get the emails about requests instead of you (AP-11).',
  },
  revoke: {
    operationId: 'endDelegation',
    summary: 'End a delegation',
    description: 'Ends a delegation that you gave or that was given to you (AP-11).',
  },
});

export const flowsDocs = describeRoutes('Approvals', {
  list: {
    operationId: 'listApprovalFlows',
    summary: 'List approval flows',
    description: 'Lists the organisation’s approval flows by name (AP-1).',
  },
  make: {
    operationId: 'createApprovalFlow',
    summary: 'Create an approval flow',
    description:
      'Creates a flow: the conditions under which a booking needs approval, and the steps in which it is given (AP-1). A vehicle’s `approvalFlowId` says which flow applies to it.',
  },
  amend: {
    operationId: 'updateApprovalFlow',
    summary: 'Change an approval flow',
    description: 'Changes a flow for bookings that are made from now on (AP-1). Open requests keep their steps.',
  },
  delete: {
    operationId: 'deleteApprovalFlow',
    summary: 'Delete an approval flow',
    description: 'Deletes a flow that no vehicle uses; otherwise you get `flow_in_use` (AP-1).',
  },
});
