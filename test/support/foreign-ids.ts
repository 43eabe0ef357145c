import type { Scene } from './scene.js';

/**
 * The ids of one kind, or of the field of a body or a query, that another branch has.
 *
 * @throws Error for a kind of thing that nobody has named foreign ids for
 */
export function idsOfKind(kind: string, foreign: Scene, users: string[], sessions: string[]): string[] {
  const known: Record<string, string[]> = {
    branches: [foreign.branchId],
    groups: [foreign.groupId],
    locations: [foreign.locationId],
    accessories: [foreign.accessoryId],
    users,
    vehicles: [foreign.vehicleId],
    bookings: Object.values(foreign.bookings),
    'booking-series': [foreign.seriesId],
    'waiting-list': Object.values(foreign.waitingIds),
    roles: [], // the organisation's
    approvals: Object.values(foreign.requests),
    'approval-flows': [foreign.flowId],
    'approval-delegations': [foreign.delegationId],
    'oidc-clients': [foreign.oidcClientId, foreign.spareOidcClientId],
    'booking-reasons': [foreign.ownReasonId],
    'booking-policies': [foreign.policyId],
    webhooks: [foreign.webhooks.kept],
    mails: [foreign.failedMailId],
    me: [...sessions, ...Object.values(foreign.passkeys), foreign.grantId],
  };
  const fields: Record<string, string> = {
    branchId: 'branches',
    branchIds: 'branches',
    groupId: 'groups',
    groupIds: 'groups',
    locationId: 'locations',
    accessoryId: 'accessories',
    accessoryIds: 'accessories',
    userId: 'users',
    bookerId: 'users',
    delegateId: 'users',
    passengerIds: 'users',
    vehicleId: 'vehicles',
    serviceAccountId: 'users',
    declinedBookingIds: 'bookings',
  };
  const ids = known[fields[kind] ?? kind];
  if (!ids) throw new Error(`${kind} is new: name foreign ids for it here.`);
  return ids;
}
