import { Given, type GivenUser, PASSWORD } from './given.js';
import { Club, givenClient } from './openid.js';
import { Passkeys } from './passkeys.js';
import { bookingsOf, waitingOf } from './scene-bookings.js';
import { notificationsOf } from './scene-notifications.js';
import type { Credential } from './soft-authenticator.js';

/** Somebody who registered for a branch and has not followed the mailed link yet. */
export interface Registered {
  id: string;
  email: string;
  token: string;
}

type Standing =
  | 'verified'
  | 'invited'
  | 'alsoInvited'
  | 'pending'
  | 'alsoPending'
  | 'suspended'
  | 'rejected'
  | 'contact'
  | 'alsoContact';

/** A branch with one of everything in it, in every state: what a test over all operations calls them with. */
export interface Scene {
  given: Given;
  branchId: string;
  groupId: string;
  locationId: string;
  accessoryId: string;
  flowId: string;
  /** No vehicle carries it. */
  spareFlowId: string;
  vehicleId: string;
  /** Of the vehicle. */
  unavailabilityId: string;
  /** Those that nobody uses: to be deleted. */
  spares: Record<'group' | 'location' | 'accessory' | 'vehicle', string>;
  reasonId: string;
  oidcClientId: string;
  spareOidcClientId: string;
  /** What `everybody` agreed to that a client may know. */
  grantId: string;
  /** A reason and a policy that nothing has. */
  ownReasonId: string;
  policyId: string;
  spareVehicleId: string;
  /** Roles of the organisation's own, which nobody has. */
  ownRoles: Record<'kept' | 'spare', string>;
  booker: GivenUser;
  approver: GivenUser;
  branchAdmin: GivenUser;
  /** Holds a role for every operation that there is. */
  everybody: GivenUser;
  people: Record<Standing, string>;
  registered: Registered;
  alsoRegistered: Registered;
  /** Of everybody's sessions one that no client here uses. */
  otherSessionId: string;
  /** The token of a mailed link that sets a new password. */
  resetToken: string;
  /** Of the address of everybody's calendar. */
  calendarSecret: string;
  /** Of `everybody`, with the ceremonies that one of them is used in. */
  passkeys: Record<'kept' | 'spare', string>;
  ceremonies: Passkeys;
  webhooks: Record<'kept' | 'spare' | 'delivery', string>;
  failedMailId: string;
  credential: Credential;
  bookings: Record<
    'confirmed' | 'pending' | 'alsoPending' | 'cancelled' | 'changeable' | 'shared' | 'now' | 'out',
    string
  >;
  /** Of everybody's queue, to the approver. */
  delegationId: string;
  seriesId: string;
  /** What `everybody` waits for, and what they are offered. */
  waitingIds: Record<'kept' | 'offered', string>;
  requests: Record<'pending' | 'alsoPending' | 'withdrawn', string>;
}

/** @param mark stands in every name and text of the branch, so that a test can look for it elsewhere */
export async function setScene(given: Given, mark = 'Scene'): Promise<Scene> {
  const { app } = given;
  const branchId = await given.branch({ name: `${mark} branch` });
  const name = `${mark} person`;
  const belonging = async (path: string, called: string) => {
    const body = { name: `${mark} ${called}`, branchIds: [branchId] };
    return (await app.admin.expect(201, 'POST', path, body)).id as string;
  };
  const groupId = await belonging('/groups', 'group');
  const locationId = await belonging('/locations', 'yard');
  const accessoryId = await belonging('/accessories', 'tow bar');
  const [flowId, spareFlowId] = [await given.flow(), await given.flow()];
  const vehicleId = await given.vehicle(branchId, { name: `${mark} car`, make: mark, model: mark });
  await given.photo(vehicleId);
  const ownRoles = { kept: await given.role(), spare: await given.role() };
  const closure = { start: '2040-01-01T00:00:00Z', end: '2040-01-02T00:00:00Z', note: `${mark} service` };
  const { id: unavailabilityId } = await app.admin.expect(
    201,
    'POST',
    `/vehicles/${vehicleId}/unavailability`,
    closure,
  );
  const spares = {
    group: await belonging('/groups', 'spare group'),
    location: await belonging('/locations', 'spare yard'),
    accessory: await belonging('/accessories', 'spare tow bar'),
    vehicle: await given.vehicle(branchId, { name: `${mark} spare car` }),
  };
  const users = {
    booker: await given.user(branchId, ['booker'], { name }),
    approver: await given.user(branchId, ['booking_approver'], { name }),
    branchAdmin: await given.user(branchId, ['branch_admin'], { name }),
    everybody: await given.user(branchId, ['organisation_admin', 'booking_approver'], { name }),
  };
  const people = await peopleOf(given, branchId, name);
  const registered = await register(given, branchId, { name });
  const alsoRegistered = await register(given, branchId, { name });
  const otherSessionId = await anotherSession(given, users.everybody);
  const { url } = await users.everybody.client.expect(201, 'POST', '/me/calendar-feed');
  const calendarSecret = /calendar\/([\w-]+)\.ics$/.exec(url)![1]!;
  const resetToken = await forgetful(given, branchId, { name });
  const { bookings, requests, seriesId } = await bookingsOf(given, {
    branchId,
    flowId,
    mark,
    contactId: people.contact,
    ...users,
  });
  const reasonId = await given.reason();
  const ownReasonId = await given.ownReason();
  const policyId = await given.policy();
  const spareVehicleId = await given.vehicle(branchId, { name: `${mark} spare car` });
  const ceremonies = new Passkeys(app.config.publicUrl);
  const { id: kept, credential } = await ceremonies.add(users.everybody.client);
  const { id: spare } = await ceremonies.add(users.everybody.client);
  const secrets = { passkeys: { kept, spare }, ceremonies, credential };
  const delegationId = await delegation(users.everybody, users.approver);
  const clients = await clientOf(given, mark, users.everybody);
  const equipment = { groupId, locationId, accessoryId, unavailabilityId: unavailabilityId as string, spares };
  const ids = {
    branchId,
    ...equipment,
    flowId,
    spareFlowId,
    delegationId,
    vehicleId,
    reasonId,
    otherSessionId,
    ownReasonId,
    policyId,
    spareVehicleId,
    ...clients,
    ownRoles,
  };
  const waitingIds = await waitingOf(given, users.everybody, branchId);
  const tokens = { resetToken, calendarSecret, seriesId, waitingIds };
  const notified = await notificationsOf(given, bookings.confirmed, users.booker);
  return {
    given,
    ...ids,
    ...users,
    people,
    registered,
    alsoRegistered,
    ...tokens,
    ...secrets,
    ...notified,
    bookings,
    requests,
  };
}

export async function delegation(from: GivenUser, to: GivenUser): Promise<string> {
  const period = { start: '2031-01-01T08:00:00Z', end: '2031-01-01T18:00:00Z' };
  return (await from.client.expect(201, 'POST', '/approval-delegations', { delegateId: to.id, ...period }))
    .id as string;
}

/** Somebody registers; the link is mailed, and not followed. */
export async function register(given: Given, branchId: string, fields: object = {}): Promise<Registered> {
  const { app } = given;
  const email = `newcomer${crypto.randomUUID().slice(0, 8)}@else.example`;
  const details = { email, name: 'A Newcomer', password: PASSWORD, branchId, ...fields };
  await app.anyone().expect(202, 'POST', '/registrations', details);
  const token = (await app.mail.waitFor(email)).tokens[0]!;
  const { items } = await app.admin.expect(200, 'GET', `/users?q=${email}`);
  return { id: items[0].id, email, token };
}

/** Somebody registers and follows the link: they wait for an admin. */
export async function pending(given: Given, branchId: string, fields: object = {}): Promise<Registered> {
  const registered = await register(given, branchId, fields);
  await given.app.anyone().expect(200, 'POST', '/email-verifications', { token: registered.token });
  return registered;
}

async function anotherSession({ app }: Given, { email, client }: GivenUser): Promise<string> {
  await app.anyone().signIn(email, PASSWORD);
  const { items } = await client.expect(200, 'GET', '/me/sessions');
  return items.find(({ current }: { current: boolean }) => !current).id as string;
}

/** Somebody asks for a new password; the link is mailed, and not followed. */
async function forgetful(given: Given, branchId: string, fields: object): Promise<string> {
  const { email } = await given.user(branchId, ['booker'], fields);
  await given.app.anyone().expect(202, 'POST', '/password-resets', { email });
  return (await given.app.mail.waitFor(email, /new password/)).tokens[0]!;
}

async function peopleOf(given: Given, branchId: string, name: string): Promise<Scene['people']> {
  const { admin } = given.app;
  const invitation = () => ({ email: `${crypto.randomUUID()}@fleet.example`, name, canSignIn: true, branchId });
  const suspended = await given.user(branchId, ['booker'], { name });
  await admin.expect(200, 'POST', `/users/${suspended.id}/suspension`);
  const rejected = await pending(given, branchId, { name });
  await admin.expect(200, 'POST', `/users/${rejected.id}/rejection`, { reason: 'Nobody knows them.' });
  return {
    verified: (await given.user(branchId, ['booker'], { name })).id,
    invited: (await admin.expect(201, 'POST', '/users', invitation())).id as string,
    alsoInvited: (await admin.expect(201, 'POST', '/users', invitation())).id as string,
    pending: (await pending(given, branchId, { name })).id,
    alsoPending: (await pending(given, branchId, { name })).id,
    suspended: suspended.id,
    rejected: rejected.id,
    contact: await given.contact(branchId),
    alsoContact: await given.contact(branchId),
  };
}

/** A client, and what somebody agreed to that it may know. */
async function clientOf({ app }: Given, mark: string, somebody: GivenUser) {
  const club = await Club.given(app, { name: `${mark} club` });
  await club.signIn(somebody, 'openid profile');
  const { items } = await somebody.client.expect(200, 'GET', '/me/grants');
  const { id: spareOidcClientId } = await givenClient(app, { name: `${mark} spare club` });
  return { oidcClientId: club.client.id, spareOidcClientId, grantId: items[0].id as string };
}
