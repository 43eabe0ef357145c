import { type TestApp, startApp } from './support/app.js';
import type { Client } from './support/client.js';
import { Given, type GivenUser, PASSWORD } from './support/given.js';
import { Passkeys } from './support/passkeys.js';
import { placesOf, settled } from './support/stored.js';

/** Words that stand nowhere but with this person. */
const PERSON = { name: 'Zebedee O"Quill', phone: '+49 30 555-0199', reference: 'REF-77' };
const BROWSER = 'Zebedeephone/9';
const EARLIER = { name: 'Zebulon Earlier', phone: '+49 30 555-0100' };

describe('deleting a user with erasure, and exporting their data (ID-17)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let approver: GivenUser;
  let originator: GivenUser;
  let flowId: string;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
    approver = await given.user(branchId, ['booking_approver']);
    originator = await given.user(branchId, ['booker', 'on_behalf_booker']);
    flowId = await given.flow();
  });
  afterAll(() => app?.stop());

  const codeOf = ({ status, body }: { status: number; body: { code?: string } }) => `${status} ${body?.code ?? ''}`;

  /** Somebody with a life: renamed, booked, riding along, waited for, declined, written about. */
  async function person(): Promise<GivenUser & { bookings: Record<string, string> }> {
    const user = await given.user(branchId, ['booker'], { ...EARLIER, reference: PERSON.reference });
    await app.admin.expect(200, 'PATCH', `/users/${user.id}`, PERSON);
    const book = async (client: Client, fields: object, vehicle: object = {}, days = 3) =>
      (
        await client.expect(201, 'POST', '/bookings', {
          ...(await given.wish(await given.vehicle(branchId, vehicle), days)),
          ...fields,
        })
      ).id as string;
    const texts = { notes: `Call ${PERSON.phone}`, destination: `The house of ${PERSON.name.toUpperCase()}` };
    const onBehalf = { bookerId: user.id, notes: `For ${user.email}` };
    const bookings = {
      own: await book(user.client, texts),
      onBehalf: await book(originator.client, onBehalf),
      pending: await book(user.client, texts, { approvalFlowId: flowId }),
      declined: await book(user.client, texts, { approvalFlowId: flowId }),
      riding: await book(originator.client, { passengerIds: [user.id], notes: `With ${PERSON.name}` }),
      over: await book(user.client, texts),
    };
    const { items } = await approver.client.expect(200, 'GET', '/approvals');
    const request = items.find(({ bookingId }: { bookingId: string }) => bookingId === bookings.declined);
    const decision = { decision: 'decline', note: `Not for ${PERSON.name}` };
    await approver.client.expect(200, 'POST', `/approvals/${request.id}/decision`, decision);
    await app.db.query(
      `UPDATE bookings.bookings SET period = tstzrange(now() - interval '2 days', now() - interval '1 day') WHERE id = $1`,
      [bookings.over],
    );
    // An answer that is kept for a repetition, with the person in it.
    const headers = { 'idempotency-key': crypto.randomUUID() };
    await app.admin.post(`/users/${user.id}/suspension`, undefined, { headers });
    await app.admin.expect(200, 'DELETE', `/users/${user.id}/suspension`);
    // From a browser that says whose it is; and with a passkey that does.
    const credentials = { email: user.email, password: PASSWORD };
    const browser = { headers: { 'user-agent': BROWSER } };
    expect((await user.client.post('/session', credentials, browser)).status).toBe(200);
    await new Passkeys(app.origin).add(user.client, { name: `The key of ${PERSON.name}` });
    await settled(app);
    return { ...user, bookings };
  }

  const traces = ({ email }: GivenUser) => [
    email,
    PERSON.name,
    PERSON.phone,
    EARLIER.name,
    EARLIER.phone,
    'REF-77',
    BROWSER,
  ];

  async function counts(id: string): Promise<Record<string, number>> {
    const count = async (sql: string) => (await app.db.query<{ n: number }>(sql, [id])).rows[0]!.n;
    return {
      by: await count('SELECT count(*)::int AS n FROM platform.audit_entries WHERE actor_id = $1'),
      to: await count(
        `SELECT count(*)::int AS n FROM platform.audit_entries
          WHERE subject_type = 'User' AND subject_id = $1 AND action <> 'user-deleted'`,
      ),
      mails: await count('SELECT count(*)::int AS n FROM notifications.mails WHERE user_id = $1'),
      sessions: await count('SELECT count(*)::int AS n FROM identity.sessions WHERE user_id = $1'),
    };
  }

  it('ID-17: after the erasure no table of any schema knows name, address or phone; histories keep their counts', async () => {
    const user = await person();
    const before = await counts(user.id);
    const handle = async () =>
      (await app.db.query('SELECT passkey_handle AS handle FROM identity.users WHERE id = $1', [user.id])).rows[0]
        .handle;
    const known = await handle();
    const found = await placesOf(app.db, traces(user));
    const tables = new Set(found.map((place) => place.split(':')[0]));
    // There was something to erase in each of these.
    expect([...tables].sort()).toEqual(
      expect.arrayContaining(
        ['bookings.bookings', 'identity.users', 'notifications.mails', 'approvals.requests'].concat(
          ['platform.audit_entries', 'platform.idempotency_keys', 'identity.passkeys', 'identity.sessions'].sort(),
        ),
      ),
    );
    expect((await app.admin.delete(`/users/${user.id}`)).status).toBe(204);
    await settled(app);
    expect(await placesOf(app.db, traces(user))).toEqual([]);
    expect(await counts(user.id)).toEqual(before);
    // Authenticators keep it, so that whoever finds one could tell whose the row was.
    expect(await handle()).not.toEqual(known);
    const shown = await app.admin.expect(200, 'GET', `/users/${user.id}`);
    expect(shown).toMatchObject({ state: 'deleted', canSignIn: false, phone: null, reference: null, roles: [] });
    expect(shown.name).toBe(`Deleted user ${user.id.slice(-4)}`);
    const { items } = await app.admin.expect(200, 'GET', `/users/${user.id}/changes-to`);
    expect(items[0]).toMatchObject({ action: 'user-deleted' });
    expect(items.length).toBe(before.to! + 1);
    expect((await app.admin.expect(200, 'GET', `/users/${user.id}/emails`)).items.length).toBe(before.mails);
  });

  it('ID-17: open bookings are cancelled, requests withdrawn, seats given up; what is over stays; sessions end', async () => {
    const user = await person();
    await app.admin.expect(204, 'DELETE', `/users/${user.id}`);
    const { own, onBehalf, pending, declined, riding, over } = user.bookings;
    const booking = (id: string) => app.admin.expect(200, 'GET', `/bookings/${id}`);
    const states = await Promise.all([own, onBehalf, pending, declined, riding, over].map((id) => booking(id!)));
    expect(states.map(({ state }) => state)).toEqual([
      ...['cancelled', 'cancelled', 'cancelled', 'declined'],
      ...['confirmed', 'confirmed'],
    ]);
    expect(states[4].passengerIds).toEqual([]);
    const { rows } = await app.db.query('SELECT state FROM approvals.requests WHERE booking_id = $1', [pending]);
    expect(rows).toEqual([{ state: 'withdrawn' }]);
    expect((await user.client.get('/session')).status).toBe(401);
    expect(codeOf(await app.anyone().post('/session', { email: user.email, password: PASSWORD }))).toBe(
      '401 invalid_credentials',
    );
    await settled(app);
    expect((await app.admin.get('/users?limit=200')).text).not.toContain(user.id);
    expect(codeOf(await app.admin.delete(`/users/${user.id}`))).toBe('409 illegal_transition');
    // The address is free again, for somebody who is nobody's successor.
    const again = { email: user.email, name: 'Somebody Else', canSignIn: false, branchId };
    expect((await app.admin.expect(201, 'POST', '/users', again)).id).not.toBe(user.id);
  });

  it('ID-17: a booking that is made while its booker is deleted is cancelled with the rest, or not made', async () => {
    for (let round = 0; round < 8; round += 1) {
      const id = await given.contact(branchId);
      const wish = { ...(await given.wish(await given.vehicle(branchId))), bookerId: id };
      const [booked] = await Promise.all([
        originator.client.post('/bookings', wish),
        app.admin.expect(204, 'DELETE', `/users/${id}`),
      ]);
      expect([201, 404, 409]).toContain(booked.status);
      const { rows } = await app.db.query(`SELECT state FROM bookings.bookings WHERE booker_id = $1`, [id]);
      expect(rows.every(({ state }) => state === 'cancelled')).toBe(true);
    }
  });

  it('ID-13, ID-17: one deletes oneself after a fresh sign-in, by one’s own page only, and the cookie goes', async () => {
    const user = await given.user(branchId, ['organisation_admin']);
    expect(codeOf(await user.client.delete(`/users/${user.id}`))).toBe('403 own_account');
    await app.db.query(`UPDATE identity.sessions SET created_at = now() - interval '5 minutes' WHERE user_id = $1`, [
      user.id,
    ]);
    expect(codeOf(await user.client.delete('/me'))).toBe('403 step_up_required');
    expect(codeOf(await user.client.get('/me/export'))).toBe('403 step_up_required');
    await user.client.signIn(user.email, PASSWORD);
    expect((await user.client.delete('/me')).status).toBe(204);
    expect(user.client.cookie).toBe('');
    expect((await app.admin.expect(200, 'GET', `/users/${user.id}`)).state).toBe('deleted');
    // The last one who can administer stays.
    expect(codeOf(await app.admin.delete('/me'))).toBe('409 last_administrator');
    await app.admin.expect(200, 'GET', '/session');
  });

  it('ID-17: the export holds all that is held about oneself, and neither a secret nor what is others’', async () => {
    const user = await person();
    const { exportedAt, parts } = await user.client.expect(200, 'GET', '/me/export');
    expect(new Date(exportedAt).getTime()).toBeGreaterThan(Date.now() - 60_000);
    expect(parts.profile).toMatchObject({ id: user.id, email: user.email, ...PERSON, hasPassword: true });
    expect(parts.roles).toMatchObject([{ key: 'booker' }]);
    const held = await counts(user.id);
    expect(parts.sessions.length).toBe(held.sessions);
    expect(parts.mails.length).toBe(held.mails);
    expect(parts.changesToMe.length).toBe(held.to);
    expect(parts.changesByMe.length).toBe(held.by);
    const ids = parts.bookings.map(({ id }: { id: string }) => id).sort();
    expect(ids).toEqual(Object.values(user.bookings).sort());
    expect(parts.approvalRequests.length).toBe(2);
    const text = JSON.stringify(parts);
    expect(text).not.toContain(originator.email);
    expect(text).not.toMatch(/\$argon2id|tokenHash"?:"(?!\(withheld)|sealed/);
    expect(text).not.toContain(user.client.cookie.split('=')[1]);
  });
});
