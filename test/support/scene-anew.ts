import { randomBytes } from 'node:crypto';
import { fresh } from './act.js';
import type { GivenUser } from './given.js';
import { givenClient } from './openid.js';
import { failedMail } from './scene-notifications.js';
import { delegation, type Scene } from './scene.js';

type Anew = (scene: Scene, caller: GivenUser) => Promise<Partial<Scene>>;

const belonging =
  (kind: 'group' | 'location' | 'accessory', path: string): Anew =>
  async ({ given, branchId, spares }) => {
    const body = { name: `Spare ${fresh()}`, branchIds: [branchId] };
    return { spares: { ...spares, [kind]: (await given.app.admin.expect(201, 'POST', path, body)).id } };
  };

const person =
  (standing: keyof Scene['people'], make: (scene: Scene) => Promise<string>): Anew =>
  async (scene) => ({ people: { ...scene.people, [standing]: await make(scene) } });

const invited = async ({ given, branchId }: Scene): Promise<string> => {
  const body = { email: `${crypto.randomUUID()}@fleet.example`, name: 'Invited', canSignIn: true, branchId };
  return (await given.app.admin.expect(201, 'POST', '/users', body)).id as string;
};
const contact = ({ given, branchId }: Scene) => given.contact(branchId);

/** Put into that state past every rule: to register, to follow a link and to sign in take most of a second. */
const inState = (state: string) => async (scene: Scene) => {
  const id = await contact(scene);
  await scene.given.app.db.query(
    `UPDATE identity.users SET state = $2, can_sign_in = true, email_confirmed_at = now() WHERE id = $1`,
    [id, state],
  );
  return id;
};

/** Another row like that one, with some fields of its own. */
async function copyOf({ given }: Scene, table: string, id: string, fields: object): Promise<string> {
  const copy = crypto.randomUUID() as string;
  await given.app.db.query(
    `INSERT INTO ${table} SELECT (jsonb_populate_record(t, $2)).* FROM ${table} t WHERE id = $1`,
    [id, { ...fields, id: copy }],
  );
  return copy;
}

/** A booking of the booker's, of a vehicle that nobody else has booked. */
const booked =
  (which: keyof Scene['bookings'], fields: (scene: Scene) => object = () => ({})): Anew =>
  async (scene) => {
    const { given, branchId, bookings, booker } = scene;
    const wish = { ...(await given.wish(await given.vehicle(branchId), 20)), ...fields(scene) };
    const { id } = await booker.client.expect(201, 'POST', '/bookings', wish);
    return { bookings: { ...bookings, [which]: id as string } };
  };

const now = ({ given }: Scene) => given.fromNow();

const requested =
  (which: keyof Scene['requests']): Anew =>
  async ({ given, branchId, flowId, booker, approver, requests }) => {
    const vehicleId = await given.vehicle(branchId, { approvalFlowId: flowId });
    await booker.client.expect(201, 'POST', '/bookings', await given.wish(vehicleId, 20));
    const { items } = await approver.client.expect(200, 'GET', `/approvals?state=pending&vehicleId=${vehicleId}`);
    return { requests: { ...requests, [which]: items[0].id as string } };
  };

const vehicle: Anew = async ({ given, branchId }) => ({ vehicleId: await given.vehicle(branchId) });

const passkey: Anew = async ({ ceremonies }, caller) => {
  const { id, credential } = await ceremonies.add(caller.client);
  return { passkeys: { kept: id, spare: id }, credential, everybody: caller };
};

/**
 * What an operation works on once and no more, made anew, so that it works for whoever calls it next; and what is only
 * the caller's own, made for the caller.
 */
const anew: Record<string, Anew> = {
  'DELETE /api/v1/me/sessions/{id}': async (scene, { id }) => {
    const own = { user_id: id, token_hash: `\\x${randomBytes(32).toString('hex')}` };
    return { otherSessionId: await copyOf(scene, 'identity.sessions', scene.otherSessionId, own) };
  },
  'PATCH /api/v1/me/passkeys/{id}': passkey,
  'DELETE /api/v1/me/passkeys/{id}': passkey,
  'POST /api/v1/session/step-up': passkey,
  'POST /api/v1/me/passkeys': (_, caller) => Promise.resolve({ everybody: caller }),
  'DELETE /api/v1/me/grants/{id}': async (scene, { id }) => ({
    grantId: await copyOf(scene, 'openid.consents', scene.grantId, { user_id: id }),
  }),
  'DELETE /api/v1/approval-delegations/{id}': async ({ approver }, caller) => ({
    delegationId: await delegation(caller, approver),
  }),
  'DELETE /api/v1/waiting-list/{id}': async (scene, { id }) => {
    const kept = await copyOf(scene, 'bookings.waiting_entries', scene.waitingIds.kept, { user_id: id });
    return { waitingIds: { ...scene.waitingIds, kept } };
  },
  'POST /api/v1/waiting-list/{id}/acceptance': async (scene, { id }) => {
    // Waited for and offered alike: the service takes back what is not what they wait for.
    const vehicleId = await scene.given.vehicle(scene.branchId);
    const own = { user_id: id, vehicle_id: vehicleId, offered_vehicle_id: vehicleId };
    const offered = await copyOf(scene, 'bookings.waiting_entries', scene.waitingIds.offered, own);
    return { waitingIds: { ...scene.waitingIds, offered } };
  },

  'DELETE /api/v1/roles/{id}': async ({ given, ownRoles }) => ({
    ownRoles: { ...ownRoles, spare: await given.role() },
  }),
  'DELETE /api/v1/groups/{id}': belonging('group', '/groups'),
  'DELETE /api/v1/locations/{id}': belonging('location', '/locations'),
  'DELETE /api/v1/accessories/{id}': belonging('accessory', '/accessories'),
  'DELETE /api/v1/oidc-clients/{id}': async ({ given }) => ({ spareOidcClientId: (await givenClient(given.app)).id }),
  'DELETE /api/v1/approval-flows/{id}': async ({ given }) => ({ spareFlowId: await given.flow() }),
  'DELETE /api/v1/booking-reasons/{id}': async ({ given }) => ({ ownReasonId: await given.ownReason() }),
  'DELETE /api/v1/booking-policies/{id}': async ({ given }) => ({ policyId: await given.policy() }),
  'DELETE /api/v1/webhooks/{id}': async ({ given, webhooks }) => {
    const body = { url: 'https://hooks.example/', events: ['bookings.booking-confirmed'] };
    const { id } = await given.app.admin.expect(201, 'POST', '/webhooks', body);
    return { webhooks: { ...webhooks, spare: id as string } };
  },
  'POST /api/v1/mails/{id}/resending': async ({ given, booker }) => ({
    failedMailId: await failedMail(given.app, booker.id),
  }),

  'DELETE /api/v1/users/{id}': person('rejected', contact),
  'PUT /api/v1/users/{id}/access': person('alsoContact', contact),
  'POST /api/v1/users/{id}/invitation': person('invited', invited),
  'POST /api/v1/users/{id}/quick-verification': person('alsoInvited', invited),
  'POST /api/v1/users/{id}/approval': person('pending', inState('pending')),
  'POST /api/v1/users/{id}/rejection': person('alsoPending', inState('pending')),
  'POST /api/v1/users/{id}/suspension': person('verified', inState('verified')),
  'DELETE /api/v1/users/{id}/suspension': person('suspended', inState('suspended')),

  'DELETE /api/v1/vehicles/{id}': async ({ given, branchId, spares }) => ({
    spares: { ...spares, vehicle: await given.vehicle(branchId) },
  }),
  'POST /api/v1/vehicles/{id}/unavailability': vehicle,
  'DELETE /api/v1/vehicles/{id}/unavailability/{unavailabilityId}': async ({ given, branchId }) => {
    const vehicleId = await given.vehicle(branchId);
    const body = { start: '2040-01-01T00:00:00Z', end: '2040-01-02T00:00:00Z', note: 'Service' };
    const { id } = await given.app.admin.expect(201, 'POST', `/vehicles/${vehicleId}/unavailability`, body);
    return { vehicleId, unavailabilityId: id as string };
  },

  'POST /api/v1/approvals/{id}/decision': requested('pending'),
  'POST /api/v1/approvals/decisions': requested('alsoPending'),
  'POST /api/v1/bookings': vehicle,
  'POST /api/v1/booking-series': vehicle,
  'POST /api/v1/booking-series/{id}/cancellation': async ({ given, branchId, booker }) => {
    const wish = await given.wish(await given.vehicle(branchId), 20);
    const body = { ...wish, rrule: 'FREQ=WEEKLY;COUNT=2', onConflict: 'fail' };
    return { seriesId: (await booker.client.expect(201, 'POST', '/booking-series', body)).id as string };
  },
  'POST /api/v1/bookings/{id}/extension': booked('changeable'),
  'POST /api/v1/bookings/{id}/seats': booked('changeable'),
  'DELETE /api/v1/bookings/{id}/seats': booked('shared', ({ people }) => ({ passengerIds: [people.contact] })),
  'POST /api/v1/bookings/{id}/cancellation': booked('confirmed'),
  'POST /api/v1/bookings/{id}/check-out': booked('now', now),
  'POST /api/v1/bookings/{id}/return': async (scene, caller) => {
    const { bookings } = await booked('out', now)(scene, caller);
    await scene.booker.client.expect(200, 'POST', `/bookings/${bookings!.out}/check-out`);
    return { bookings };
  },
};

export const isMadeAnew = (key: string): boolean => key in anew;

/** The scene with what the operation needs, as if nobody had called it before. */
export async function sceneFor(key: string, scene: Scene, caller: GivenUser): Promise<Scene> {
  return { ...scene, ...(await anew[key]?.(scene, caller)) };
}
