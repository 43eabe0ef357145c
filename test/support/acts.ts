import { type Act, type Acts, fresh, span } from './act.js';
import { bookingActs } from './acts-of-bookings.js';
import { actsOfNotifications } from './acts-of-notifications.js';
import { fleetActs } from './acts-of-fleet.js';
import type { Operation } from './operations.js';
import { PASSWORD } from './given.js';
import { clientDetails } from './openid.js';
import type { Scene } from './scene.js';

const placement = ({ given, branchId, groupId }: Scene) =>
  given
    .roleId('booker')
    .then((roleId) => ({ branchId, roles: [{ roleId, branchIds: [branchId] }], groupIds: [groupId] }));

const shown = async ({ ceremonies, everybody, credential }: Scene) => ({
  response: await ceremonies.show(everybody.client, credential),
});

/** One entry for each operation of the OpenAPI document. A test that goes over all fails where one is missing here. */
const acts: Acts = {
  ...actsOfNotifications,
  ...fleetActs,

  'GET /health/live': () => ({}),
  'GET /health/ready': () => ({}),
  'GET /metrics': () => ({}),

  'GET /api/v1/sign-up-options': () => ({}),
  'POST /api/v1/registrations': ({ branchId }) => ({
    body: { email: `${fresh()}@else.example`, name: 'A Newcomer', password: PASSWORD, branchId, phone: '+49 30 1234' },
  }),
  'POST /api/v1/email-verifications/resend': () => ({ body: { email: 'nobody@else.example' } }),
  'POST /api/v1/email-verifications': async ({ given, ceremonies, registered: { token } }) => ({
    body: { token, name: 'My first', response: (await ceremonies.makeByLink(given.app.anyone(), token)).response },
  }),

  'POST /api/v1/email-verifications/passkey-options': ({ alsoRegistered: { token } }) => ({ body: { token } }),

  'POST /api/v1/password-resets': () => ({ body: { email: 'nobody@else.example' } }),
  'POST /api/v1/password-resets/complete': ({ resetToken }) => ({ body: { token: resetToken, password: PASSWORD } }),

  'GET /api/v1/session': () => ({}),
  'GET /api/v1/me': () => ({}),
  'GET /api/v1/me/tasks': () => ({}),
  'PATCH /api/v1/me': () => ({
    body: { name: 'Scene person', phone: '+49 30 1234', email: `${fresh()}@else.example` },
  }),
  'PUT /api/v1/me/password': () => ({ body: { password: PASSWORD } }),
  'GET /api/v1/me/sessions': () => ({ query: { limit: '5' } }),
  'DELETE /api/v1/me/sessions': () => ({}),
  'DELETE /api/v1/me/sessions/{id}': ({ otherSessionId }) => ({ id: otherSessionId }),
  'POST /api/v1/session': ({ booker }) => ({ body: { email: booker.email, password: PASSWORD, remember: true } }),
  'DELETE /api/v1/session': () => ({}),
  'POST /api/v1/session/passkey-options': () => ({}),
  'POST /api/v1/session/passkey': async (scene) => ({ body: { ...(await shown(scene)), remember: true } }),
  'POST /api/v1/session/step-up': async (scene) => ({ body: await shown(scene) }),
  'GET /api/v1/me/passkeys': () => ({ query: { limit: '5' } }),
  'POST /api/v1/me/passkeys/options': () => ({}),
  'POST /api/v1/me/passkeys': async ({ ceremonies, everybody }) => ({
    body: { response: (await ceremonies.make(everybody.client)).response, name: 'One more' },
  }),
  'PATCH /api/v1/me/passkeys/{id}': ({ passkeys }) => ({ id: passkeys.kept, body: { name: 'Renamed' } }),
  'DELETE /api/v1/me/passkeys/{id}': ({ passkeys }) => ({ id: passkeys.spare }),

  'GET /api/v1/permissions': () => ({}),
  'GET /api/v1/permission-matrix': () => ({}),
  'GET /api/v1/roles': () => ({}),
  'GET /api/v1/roles/{id}': ({ ownRoles }) => ({ id: ownRoles.kept }),
  'POST /api/v1/roles': () => ({
    body: { name: `Role ${fresh()}`, description: 'Of ours', reach: 'home', permissions: ['branches.read'] },
  }),
  'PATCH /api/v1/roles/{id}': ({ ownRoles }) => ({
    id: ownRoles.kept,
    body: { name: `Role ${fresh()}`, description: 'Of ours' },
  }),
  'DELETE /api/v1/roles/{id}': ({ ownRoles }) => ({ id: ownRoles.spare }),
  'PUT /api/v1/roles/{id}/permissions': ({ ownRoles }) => ({
    id: ownRoles.kept,
    body: { keys: ['branches.read', 'vehicles.read'] },
  }),
  'POST /api/v1/roles/{id}/reset': async ({ given }) => ({ id: await given.roleId('accountant') }),
  'POST /api/v1/roles/reset': () => ({}),
  'GET /api/v1/users': async ({ given, branchId, groupId }) => ({
    query: { q: 'person', state: 'verified', roleId: await given.roleId('booker'), branchId, groupId, limit: '5' },
  }),
  'POST /api/v1/users': async (scene) => ({
    body: {
      ...(await placement(scene)),
      email: `${fresh()}@fleet.example`,
      name: 'An Added Person',
      phone: '+49 30 1234',
      reference: '4711',
      canSignIn: true,
    },
  }),
  'GET /api/v1/users/{id}': ({ people }) => ({ id: people.verified }),
  'GET /api/v1/users/{id}/emails': ({ people }) => ({ id: people.verified, query: { limit: '5' } }),
  'GET /api/v1/users/{id}/sign-ins': ({ people }) => ({ id: people.verified, query: { limit: '5' } }),
  'POST /api/v1/users/{id}/invitation': ({ people }) => ({ id: people.invited }),
  'POST /api/v1/users/{id}/approval': async (scene) => ({ id: scene.people.pending, body: await placement(scene) }),
  'POST /api/v1/users/{id}/rejection': ({ people }) => ({ id: people.alsoPending, body: { reason: 'Unknown here.' } }),
  'POST /api/v1/users/{id}/suspension': ({ people }) => ({ id: people.verified }),
  'DELETE /api/v1/users/{id}/suspension': ({ people }) => ({ id: people.suspended }),

  'PATCH /api/v1/users/{id}': ({ people, branchId, groupId }) => ({
    id: people.contact,
    body: {
      email: `${fresh()}@else.example`,
      name: 'A Renamed Contact',
      phone: '+49 30 9876',
      reference: '4712',
      branchId,
      groupIds: [groupId],
    },
  }),
  'PUT /api/v1/users/{id}/access': ({ people }) => ({ id: people.alsoContact, body: { canSignIn: true } }),
  'PUT /api/v1/users/{id}/roles': async (scene) => ({
    id: scene.people.verified,
    body: { roles: (await placement(scene)).roles },
  }),
  'POST /api/v1/users/{id}/quick-verification': ({ people }) => ({ id: people.alsoInvited }),
  'DELETE /api/v1/users/{id}': ({ people }) => ({ id: people.rejected }),
  'GET /api/v1/users/{id}/changes-by': ({ everybody }) => ({ id: everybody.id, query: { limit: '5' } }),
  'GET /api/v1/users/{id}/changes-to': ({ people }) => ({ id: people.verified, query: { limit: '5' } }),

  'POST /api/v1/users/import': async ({ given, branchId }) => {
    const { code } = await given.app.admin.expect(200, 'GET', `/branches/${branchId}`);
    const raw = `email,name,branch,roles,canSignIn\n${fresh()}@fleet.example,Imported,${code},booker,false\n`;
    return { query: { dryRun: 'false' }, raw, headers: { 'content-type': 'text/csv' } };
  },

  'GET /api/v1/oidc-clients': () => ({ query: { limit: '5' } }),
  'POST /api/v1/oidc-clients': (scene) => ({ body: { type: 'confidential', ...clientDetails(scene) } }),
  'GET /api/v1/oidc-clients/{id}': ({ oidcClientId }) => ({ id: oidcClientId }),
  'PATCH /api/v1/oidc-clients/{id}': (scene) => ({
    id: scene.oidcClientId,
    body: { ...clientDetails(scene), state: 'active' },
  }),
  'POST /api/v1/oidc-clients/{id}/secret': ({ oidcClientId }) => ({ id: oidcClientId }),
  'DELETE /api/v1/oidc-clients/{id}': ({ spareOidcClientId }) => ({ id: spareOidcClientId }),
  'GET /api/v1/me/grants': () => ({ query: { limit: '5' } }),
  'DELETE /api/v1/me/grants/{id}': ({ grantId }) => ({ id: grantId }),

  'GET /api/v1/agreements': () => ({ query: { limit: '5' } }),
  'POST /api/v1/agreements': () => ({ body: { text: 'Bring it back as you found it.' } }),
  'POST /api/v1/me/agreement-acceptances': async ({ given }) => ({
    body: { version: (await given.app.anyone().expect(200, 'GET', '/sign-up-options')).agreement?.version ?? 1 },
  }),
  'GET /api/v1/me/export': () => ({}),
  'DELETE /api/v1/me': () => ({}),

  'GET /api/v1/approval-flows': () => ({ query: { limit: '5' } }),
  'POST /api/v1/approval-flows': () => ({
    body: { name: `Flow ${fresh()}`, conditions, ...flow },
  }),
  'PATCH /api/v1/approval-flows/{id}': ({ flowId }) => ({
    id: flowId,
    body: { name: `Flow ${fresh()}`, conditions, ...flow },
  }),
  'DELETE /api/v1/approval-flows/{id}': ({ spareFlowId }) => ({ id: spareFlowId }),
  'GET /api/v1/approvals': ({ branchId, vehicleId, booker }) => ({
    query: { state: 'pending', branchId, vehicleId, bookerId: booker.id, ...span, limit: '5' },
  }),
  'GET /api/v1/approvals/{id}': ({ requests }) => ({ id: requests.pending }),
  'POST /api/v1/approvals/{id}/decision': ({ requests }) => ({
    id: requests.pending,
    body: { decision: 'approve', note: 'Enjoy.', step: 0 },
  }),
  'POST /api/v1/approvals/decisions': ({ requests }) => ({
    body: { items: [{ id: requests.alsoPending, decision: 'decline', note: 'It is in the workshop.', step: 0 }] },
  }),
  'GET /api/v1/approval-delegations': () => ({ query: { limit: '5' } }),
  'GET /api/v1/approval-delegations/candidates': () => ({}),
  'POST /api/v1/approval-delegations': ({ approver }) => ({
    body: { delegateId: approver.id, start: span.from, end: span.to },
  }),
  'DELETE /api/v1/approval-delegations/{id}': ({ delegationId }) => ({ id: delegationId }),

  ...bookingActs,
};

const flow = {
  requireSecondPerson: false,
  steps: [{ name: 'Approval', approverRoleId: null }],
  noAnswer: { afterHours: 48, then: 'escalate' },
};
const conditions = {
  always: true,
  personalUse: true,
  interBranch: true,
  recurring: true,
  longerThanMinutes: 60,
  weekdays: [6, 7],
  outsideHours: { from: '08:00', to: '18:00' },
};

/** @throws Error for an operation that nobody has said how to call */
export async function actOf({ key }: Operation, scene: Scene): Promise<Act> {
  const act = acts[key];
  if (!act) throw new Error(`${key} is new: say in test/support/acts.ts how it is called.`);
  return act(scene);
}
