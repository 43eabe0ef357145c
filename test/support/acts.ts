import type { Operation } from './operations.js';
import { PASSWORD } from './given.js';
import { clientDetails } from './openid.js';
import type { Scene } from './scene.js';

/** How an operation is called in a scene so that it succeeds. */
export interface Act {
  id?: string;
  query?: Record<string, string>;
  body?: object;
  /** A body that is no JSON, and what goes with it. */
  raw?: string;
  headers?: Record<string, string>;
}

const fresh = () => crypto.randomUUID().slice(0, 8);
const span = { from: '2030-01-01T08:00:00Z', to: '2030-01-01T18:00:00Z' };
const placement = ({ given, branchId, groupId }: Scene) =>
  given
    .roleId('booker')
    .then((roleId) => ({ branchId, roles: [{ roleId, branchIds: [branchId] }], groupIds: [groupId] }));

const shown = async ({ ceremonies, everybody, credential }: Scene) => ({
  response: await ceremonies.show(everybody.client, credential),
});

/** One entry for each operation of the OpenAPI document. A test that goes over all fails where one is missing here. */
const acts: Record<string, (scene: Scene) => Act | Promise<Act>> = {
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

  'GET /api/v1/organisation': () => ({}),
  'PATCH /api/v1/organisation': () => ({
    body: {
      name: `Motorpool ${fresh()}`,
      timeZone: 'UTC',
      selfRegistration: true,
      customFields: [{ key: 'project', label: 'Project', required: false }],
      availabilityOrder: { primary: 'electric_first', thenBy: 'name' },
      noShowMinutes: 30,
    },
  }),
  'GET /api/v1/branches': () => ({ query: { limit: '5' } }),
  'POST /api/v1/branches': () => ({
    body: { name: `Branch ${fresh()}`, code: `C${fresh()}`, timeZone: 'Europe/Berlin', openToSignUp: false },
  }),
  'GET /api/v1/branches/{id}': ({ branchId }) => ({ id: branchId }),
  'PATCH /api/v1/branches/{id}': ({ branchId }) => ({
    id: branchId,
    body: { name: 'Renamed', code: `C${fresh()}`, timeZone: 'Europe/Paris', openToSignUp: true, state: 'open' },
  }),
  'GET /api/v1/groups': ({ branchId }) => ({ query: { branchId, limit: '5' } }),
  'POST /api/v1/groups': ({ branchId }) => ({ body: { name: `Group ${fresh()}`, branchIds: [branchId] } }),
  'GET /api/v1/groups/{id}': ({ groupId }) => ({ id: groupId }),
  'PATCH /api/v1/groups/{id}': ({ groupId, branchId }) => ({
    id: groupId,
    body: { name: `Group ${fresh()}`, branchIds: [branchId] },
  }),

  'GET /api/v1/roles': () => ({}),
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

  'GET /api/v1/vehicles': ({ branchId }) => ({ query: { branchId, limit: '5' } }),
  'POST /api/v1/vehicles': ({ branchId, groupId, flowId }) => ({
    body: { branchId, ...vehicle(), groupIds: [groupId], approvalFlowId: flowId },
  }),
  'GET /api/v1/vehicles/{id}': ({ vehicleId }) => ({ id: vehicleId }),
  'PATCH /api/v1/vehicles/{id}': ({ vehicleId, flowId }) => ({
    id: vehicleId,
    body: { ...vehicle(), groupIds: [], approvalFlowId: flowId },
  }),

  'GET /api/v1/approval-flows': () => ({ query: { limit: '5' } }),
  'POST /api/v1/approval-flows': () => ({
    body: { name: `Flow ${fresh()}`, conditions, requireSecondPerson: false },
  }),
  'PATCH /api/v1/approval-flows/{id}': ({ flowId }) => ({
    id: flowId,
    body: { name: `Flow ${fresh()}`, conditions, requireSecondPerson: false },
  }),
  'GET /api/v1/approvals': ({ branchId }) => ({ query: { state: 'pending', branchId, ...span, limit: '5' } }),
  'GET /api/v1/approvals/{id}': ({ requests }) => ({ id: requests.pending }),
  'POST /api/v1/approvals/{id}/decision': ({ requests }) => ({
    id: requests.pending,
    body: { decision: 'approve', note: 'Enjoy.' },
  }),
  'POST /api/v1/approvals/decisions': ({ requests }) => ({
    body: { items: [{ id: requests.alsoPending, decision: 'decline', note: 'It is in the workshop.' }] },
  }),

  'GET /api/v1/booking-reasons': () => ({}),
  'GET /api/v1/availability': ({ branchId }) => ({
    query: { ...span, branchId, seats: '2', transmission: 'manual', kind: 'car', destination: 'The coast' },
  }),
  'GET /api/v1/bookings': ({ branchId, vehicleId, booker }) => ({
    query: { view: 'branch', state: 'confirmed', branchId, vehicleId, userId: booker.id, ...span, limit: '5' },
  }),
  'POST /api/v1/bookings': async ({ given, vehicleId, people, booker }) => ({
    body: {
      ...(await given.wish(vehicleId, 30)),
      bookerId: booker.id,
      passengerIds: [people.contact],
      destination: 'The coast',
      wholeVehicle: false,
      costCentre: '4711',
      notes: 'Two lines,\nthis is the second.',
    },
  }),
  'GET /api/v1/bookings/{id}': ({ bookings }) => ({ id: bookings.confirmed }),
  'POST /api/v1/bookings/{id}/cancellation': ({ bookings }) => ({ id: bookings.confirmed, body: { reason: 'Rain.' } }),
};

const conditions = {
  always: true,
  personalUse: true,
  interBranch: true,
  longerThanMinutes: 60,
  weekdays: [6, 7],
  outsideHours: { from: '08:00', to: '18:00' },
};
const vehicle = () => ({
  name: `Car ${fresh()}`,
  registration: `R${fresh()}`,
  kind: 'car',
  make: 'Make',
  model: 'Model',
  seats: 5,
  transmission: 'manual',
  fuel: 'diesel',
  odometer: 12,
});

/** @throws Error for an operation that nobody has said how to call */
export async function actOf({ key }: Operation, scene: Scene): Promise<Act> {
  const act = acts[key];
  if (!act) throw new Error(`${key} is new: say in test/support/acts.ts how it is called.`);
  return act(scene);
}
