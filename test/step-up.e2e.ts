import { ADMIN, type TestApp, startApp } from './support/app.js';
import type { Client } from './support/client.js';
import { Given, PASSWORD } from './support/given.js';
import { CALLBACK, Club } from './support/openid.js';
import { Passkeys } from './support/passkeys.js';
import { pending } from './support/scene.js';

describe('step-up where access is given, secrets are told or people deleted (ID-13); sessions as they are shown (ID-14)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
  });
  afterAll(() => app?.stop());

  const age = (id: string, by = '5 minutes') =>
    app.db.query(
      `UPDATE identity.sessions SET created_at = created_at - $2::interval, stepped_up_at = stepped_up_at - $2::interval
        WHERE user_id = $1`,
      [id, by],
    );
  const codeOf = ({ status, body }: { status: number; body: { code?: string } | undefined }) => body?.code ?? status;
  const administrator = () => given.user(branchId, ['organisation_admin']);
  const unique = () => crypto.randomUUID().slice(0, 8);

  /** Each kind of act, with a thing of its own to be done to. */
  async function acts(): Promise<[string, string, string, number, unknown?][]> {
    const roles = [{ roleId: await given.roleId('booker') }];
    const person = await given.user(branchId, ['booker']);
    const gone = await given.user(branchId, ['booker']);
    const back = await given.user(branchId, ['booker']);
    await app.admin.expect(200, 'POST', `/users/${back.id}/suspension`);
    const waiting = await pending(given, branchId);
    const contact = await app.admin.expect(201, 'POST', '/users', {
      ...{ email: `${unique()}@else.example`, name: 'A Contact', canSignIn: false, branchId, roles },
    });
    const role = await given.role();
    const { id: clientId } = (await Club.given(app)).client;
    const placement = { branchId, roles, groupIds: [] };
    const added = { email: `${unique()}@else.example`, name: 'Added', canSignIn: true, branchId, roles };
    const hook = { url: 'https://hooks.example/in', events: ['bookings.booking-confirmed'] };
    const { id: hookId } = await app.admin.expect(201, 'POST', '/webhooks', hook);
    const client = { name: `Club ${unique()}`, type: 'confidential', redirectUris: [CALLBACK] };
    return [
      ['a client’s secret made', 'POST', '/oidc-clients', 201, client],
      ['a client’s secret rotated', 'POST', `/oidc-clients/${clientId}/secret`, 201],
      ['a webhook’s secret', 'POST', '/webhooks', 201, hook],
      ['a webhook led elsewhere', 'PATCH', `/webhooks/${hookId}`, 200, { url: 'https://hooks.example/elsewhere' }],
      ['roles given', 'PUT', `/users/${person.id}/roles`, 200, { roles }],
      ['somebody added with roles', 'POST', '/users', 201, added],
      ['somebody approved with roles', 'POST', `/users/${waiting.id}/approval`, 200, placement],
      ['access given with roles', 'PUT', `/users/${contact.id}/access`, 200, { canSignIn: true }],
      ['roles given back', 'DELETE', `/users/${back.id}/suspension`, 200],
      ['somebody deleted', 'DELETE', `/users/${gone.id}`, 204],
      ['a role made', 'POST', '/roles', 201, { name: `Role ${unique()}`, permissions: ['branches.read'] }],
      ['a role’s grants', 'PUT', `/roles/${role}/permissions`, 200, { keys: ['branches.read'] }],
      ['a role reset', 'POST', `/roles/${await given.roleId('accountant')}/reset`, 200],
      ['the matrix reset', 'POST', '/roles/reset', 200],
    ];
  }

  it('gap 13: a sign-in of five minutes ago does none of it; after one step-up each succeeds', async () => {
    const { id, client } = await administrator();
    const all = await acts();
    await age(id);
    for (const [what, method, path, , body] of all) {
      expect([what, codeOf(await client.send(method, path, { body }))]).toEqual([what, 'step_up_required']);
    }
    await client.expect(204, 'POST', '/session/step-up', { password: PASSWORD });
    for (const [what, method, path, status, body] of all) {
      expect([what, codeOf(await client.send(method, path, { body }))]).toEqual([what, status]);
    }
  });

  it('gap 13: what gives nobody anything needs none', async () => {
    const { id, client } = await administrator();
    const person = await given.user(branchId, ['booker']);
    await age(id);
    const contact = { email: `${unique()}@else.example`, name: 'A Contact', canSignIn: false, branchId };
    expect(codeOf(await client.post('/users', contact))).toBe(201);
    expect(codeOf(await client.patch(`/users/${person.id}`, { name: 'Another Name' }))).toBe(200);
    expect(codeOf(await client.post(`/users/${person.id}/suspension`))).toBe(200);
    expect(codeOf(await client.get('/oidc-clients'))).toBe(200);
    const hook = { url: 'https://hooks.example/in', events: ['bookings.booking-confirmed'] };
    const { id: hookId } = await app.admin.expect(201, 'POST', '/webhooks', hook);
    expect(codeOf(await client.patch(`/webhooks/${hookId}`, { ...hook, state: 'disabled' }))).toBe(200);
  });

  it('gap 13: who may not do it at all is told that, not to step up', async () => {
    const { id, client } = await given.user(branchId, ['booker']);
    await age(id);
    expect(codeOf(await client.post('/roles/reset'))).toBe('forbidden');
    expect(codeOf(await client.post('/webhooks', {}))).toBe('forbidden');
  });

  const withToken = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

  it('gap 13, OP-6: the access token of a person gives no roles and tells no secrets; a machine’s own does as before', async () => {
    const person = await administrator();
    const club = await Club.given(app, { firstParty: true });
    const { access_token } = await club.signIn(person, 'openid api:read api:write');
    const role = await given.role();
    const path = `/roles/${role}/permissions`;
    const options = withToken(access_token);
    const anyone = app.anyone();
    expect(codeOf(await anyone.put(path, { keys: ['branches.read'] }, options))).toBe('session_required');
    const added = { email: `${unique()}@else.example`, name: 'Added', canSignIn: true, branchId };
    const roles = [{ roleId: await given.roleId('booker') }];
    expect(codeOf(await anyone.post('/users', { ...added, roles }, options))).toBe('session_required');
    expect(codeOf(await anyone.post('/users', added, options))).toBe(201);

    const service = { email: `${unique()}@else.example`, name: 'Payroll', canSignIn: false, branchId };
    const admins = [{ roleId: await given.roleId('organisation_admin') }];
    const { id: serviceAccountId } = await app.admin.expect(201, 'POST', '/users', { ...service, roles: admins });
    const machine = await Club.given(app, { redirectUris: [], serviceAccountId });
    const { body } = await machine.post('token', { grant_type: 'client_credentials', scope: 'api:read api:write' });
    const machines = withToken(body.access_token!);
    expect(codeOf(await anyone.put(path, { keys: ['branches.read'] }, machines))).toBe(200);
    // Their own account stays closed to it.
    expect(codeOf(await anyone.delete('/me', machines))).toBe('session_required');
  });

  const shown = async (client: Client, headers = {}) => (await client.get('/session', { headers })).body;
  const idle = (id: string, by: string) =>
    app.db.query('UPDATE identity.sessions SET last_seen_at = last_seen_at - $2::interval WHERE user_id = $1', [
      id,
      by,
    ]);

  it('gap 5, ID-14: what a page asks by itself does not keep the session alive; what a person does, does', async () => {
    const { id, client } = await given.user(branchId, ['booker']);
    const background = { 'motorpool-activity': 'background' };
    await idle(id, '9 minutes');
    const before = await shown(client, background);
    expect(Date.parse(before.expiresAt) - Date.now()).toBeLessThan(61_000);
    expect((await shown(client, background)).expiresAt).toBe(before.expiresAt);
    expect(Date.parse((await shown(client)).expiresAt) - Date.now()).toBeGreaterThan(9 * 60_000);
    await idle(id, '9 minutes 50 seconds');
    await client.get('/bookings?view=mine', { headers: background });
    await idle(id, '15 seconds');
    expect((await client.get('/session')).status).toBe(401);
  });

  it('gap 4: the session tells when it ends, and which agreement is due', async () => {
    const person = await given.user(branchId, ['booker']);
    const signedIn = await app.anyone().expect(200, 'POST', '/session', { email: person.email, password: PASSWORD });
    const left = (at: string) => Math.round((Date.parse(at) - Date.now()) / 60_000);
    expect([left(signedIn.expiresAt), signedIn.agreementDue]).toEqual([10, null]);
    const body = { email: person.email, password: PASSWORD, remember: true };
    const remembered = await app.anyone().expect(200, 'POST', '/session', body);
    expect(left(remembered.expiresAt)).toBe(23 * 24 * 60);
    const { version } = await app.admin.expect(201, 'POST', '/agreements', { text: 'Bring it back as it was.' });
    expect((await shown(person.client)).agreementDue).toBe(version);
    await person.client.expect(201, 'POST', '/me/agreement-acceptances', { version });
    expect((await shown(person.client)).agreementDue).toBeNull();
    expect((await shown(await app.anyone().signIn(ADMIN.email, ADMIN.password))).agreementDue).toBe(version);
  });

  it('the session tells how one can step up, the organisation’s name, and the branches that one may see', async () => {
    const { client } = await given.user(branchId, ['booker']);
    const elsewhere = await given.branch();
    const [own, all] = [await shown(client), await shown(app.admin)];
    const { name } = await app.admin.expect(200, 'GET', '/organisation');
    expect([own.organisationName, own.stepUpWays]).toEqual([name, ['password']]);
    expect(own.branches.map(({ id }: { id: string }) => id)).toEqual([branchId]);
    const { items } = await app.admin.expect(200, 'GET', '/branches?limit=200');
    const told = items.map(({ id, name: called, code, timeZone, state }: Record<string, string>) => {
      return { id, name: called, code, timeZone, state };
    });
    expect(all.branches).toEqual(told);
    expect(told.map(({ id }: { id: string }) => id)).toContain(elsewhere);
    await new Passkeys(app.config.publicUrl).add(client);
    expect((await shown(client)).stepUpWays).toEqual(['password', 'passkey']);
  });
});
