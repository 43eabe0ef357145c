import { type TestApp, startApp } from './support/app.js';
import { Given } from './support/given.js';
import { CALLBACK, Club } from './support/openid.js';

describe('clients (OP-2)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
  });
  afterAll(() => app?.stop());

  const register = (fields: object) =>
    app.admin.post('/oidc-clients', { name: 'Club', type: 'confidential', redirectUris: [CALLBACK], ...fields });
  const contact = async (roles: string[]) => {
    const body = { email: `${crypto.randomUUID()}@fleet.example`, name: 'Payroll', canSignIn: false, branchId };
    const assigned = await Promise.all(roles.map(async (key) => ({ roleId: await given.roleId(key) })));
    return (await app.admin.expect(201, 'POST', '/users', { ...body, roles: assigned })).id as string;
  };

  it('OP-2: a secret is told once, and is nowhere afterwards', async () => {
    const { status, body: made } = await register({});
    expect([status, made.state, made.pkceRequired, made.firstParty]).toEqual([201, 'active', true, false]);
    expect(made.clientSecret).toMatch(/^[\w-]{43}$/);
    const shown = await app.admin.expect(200, 'GET', `/oidc-clients/${made.id}`);
    expect(shown).toEqual({ ...made, clientSecret: undefined });
    const { text } = await app.admin.get('/oidc-clients?limit=200');
    expect([text.includes(made.id), text.includes(made.clientSecret)]).toEqual([true, false]);
  });

  it('OP-2: a rotated secret works, and the old one does not', async () => {
    const contactId = await contact(['booker']);
    const club = await Club.given(app, { serviceAccountId: contactId });
    const form = { grant_type: 'client_credentials', scope: 'api:read' };
    expect((await club.post('token', form)).status).toBe(200);
    const { clientSecret } = await app.admin.expect(201, 'POST', `/oidc-clients/${club.client.id}/secret`);
    expect((await club.post('token', form)).body.error).toBe('invalid_client');
    club.client.clientSecret = clientSecret;
    expect((await club.post('token', form)).status).toBe(200);
  });

  it('a public client has no secret', async () => {
    const { body } = await register({ type: 'public' });
    expect(body.clientSecret).toBeNull();
    const refused = await app.admin.post(`/oidc-clients/${body.id}/secret`);
    expect([refused.status, refused.body.code]).toEqual([409, 'client_has_no_secret']);
  });

  it.each([
    ['redirectUris.0', { redirectUris: ['http://club.example/callback'] }],
    ['redirectUris.1', { redirectUris: [CALLBACK, 'javascript:alert(1)'] }],
    ['redirectUris.0', { redirectUris: ['https://*.club.example/'] }],
    ['redirectUris', { redirectUris: [] }],
    ['postLogoutRedirectUris.0', { postLogoutRedirectUris: ['https://club.example/#bye'] }],
    ['backchannelLogoutUri', { backchannelLogoutUri: 'http://club.example/logout' }],
    ['pkceRequired', { type: 'public', pkceRequired: false }],
    ['roleKeys.0', { roleKeys: ['no-such-role'] }],
  ])('OP-2: %s that cannot be is refused', async (field, fields) => {
    const { status, body } = await register(fields);
    expect([status, body.errors?.[0]?.field]).toEqual([422, field]);
  });

  it('OP-2: what it names must be there', async () => {
    for (const fields of [{ groupIds: [crypto.randomUUID()] }, { serviceAccountId: crypto.randomUUID() }]) {
      const { status, body } = await register(fields);
      expect([status, body.code]).toEqual([404, 'unknown_reference']);
    }
    const person = await given.user(branchId, ['booker']);
    expect((await register({ serviceAccountId: person.id })).body.code).toBe('unknown_reference');
  });

  it('OP-2: a change keeps what it does not name, and must be sound as a whole', async () => {
    const { body: made } = await register({ firstParty: true });
    const changed = await app.admin.expect(200, 'PATCH', `/oidc-clients/${made.id}`, { name: 'Another name' });
    expect(changed).toMatchObject({ name: 'Another name', firstParty: true, redirectUris: [CALLBACK], version: 2 });
    expect((await app.admin.patch(`/oidc-clients/${made.id}`, { redirectUris: [] })).status).toBe(422);
    await app.admin.expect(204, 'DELETE', `/oidc-clients/${made.id}`);
    expect((await app.admin.get(`/oidc-clients/${made.id}`)).status).toBe(404);
  });

  it('ID-16: the trail tells of clients, and of no secret', async () => {
    const { body: made } = await register({ name: 'Trailed' });
    await app.admin.expect(201, 'POST', `/oidc-clients/${made.id}/secret`);
    await app.admin.expect(204, 'DELETE', `/oidc-clients/${made.id}`);
    const { rows } = await app.db.query(
      `SELECT action, changes FROM platform.audit_entries WHERE subject_id = $1 ORDER BY id`,
      [made.id],
    );
    expect(rows.map(({ action }) => action)).toEqual(['created', 'changed', 'client-removed']);
    expect(rows[1].changes).toEqual([{ field: 'secretHash', before: '(withheld)', after: '(withheld)' }]);
  });

  it('OP-2: it is for those who administer the organisation', async () => {
    const admin = await given.user(branchId, ['branch_admin']);
    for (const [method, path] of [
      ['GET', '/oidc-clients'],
      ['POST', '/oidc-clients'],
    ] as const) {
      expect((await admin.client.send(method, path, { body: method === 'POST' ? {} : undefined })).status).toBe(403);
    }
  });
});
