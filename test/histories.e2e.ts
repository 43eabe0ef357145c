import { type TestApp, ADMIN, startApp } from './support/app.js';
import { Given, type GivenUser, PASSWORD } from './support/given.js';
import { register } from './support/scene.js';

interface Change {
  id: string;
  actorId: string | null;
  action: string;
  subjectType: string;
  subjectId: string;
  changes: { field: string; before: unknown; after: unknown }[];
}

describe('the histories of changes (ID-16)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let admin: GivenUser;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
    admin = await given.user(branchId, ['branch_admin']);
  });
  afterAll(() => app?.stop());

  const history = async (id: string, which: string, client = app.admin): Promise<Change[]> =>
    (await client.expect(200, 'GET', `/users/${id}/${which}?limit=200`)).items;

  it('ID-16: each act on a person is told, newest first, with who, what, before and after; the service’s own too', async () => {
    const { id, token } = await register(given, branchId, { name: 'Before' });
    await app.anyone().expect(200, 'POST', '/email-verifications', { token });
    const booker = { roleId: await given.roleId('booker') };
    await admin.client.expect(200, 'POST', `/users/${id}/approval`, { branchId, roles: [booker], groupIds: [] });
    await admin.client.expect(200, 'PATCH', `/users/${id}`, { name: 'After', phone: '123' });
    await admin.client.expect(200, 'PUT', `/users/${id}/roles`, { roles: [] });
    await admin.client.expect(200, 'POST', `/users/${id}/suspension`);
    await admin.client.expect(200, 'DELETE', `/users/${id}/suspension`);
    await admin.client.expect(200, 'PUT', `/users/${id}/access`, { canSignIn: false });
    const told = await history(id, 'changes-to');
    expect(told.map(({ action, actorId }) => [action, actorId])).toEqual([
      ['access-taken', admin.id],
      ['user-restored', admin.id],
      ['user-suspended', admin.id],
      ['roles-changed', admin.id],
      ['changed', admin.id],
      ['user-approved', admin.id],
      ['user-became-pending', id],
      ['created', null],
    ]);
    expect(told[4]!.changes).toEqual([
      { field: 'name', before: 'Before', after: 'After' },
      { field: 'phone', before: null, after: '123' },
    ]);
    expect(told[3]!.changes).toEqual([{ field: 'roles', before: [{ ...booker, branchIds: null }], after: [] }]);
    const done = (await history(admin.id, 'changes-by')).filter(({ subjectId }) => subjectId === id);
    expect(done.map((change) => change.id)).toEqual(
      told.filter(({ actorId }) => actorId === admin.id).map((change) => change.id),
    );
  });

  it('ID-16, IF-2: the pages of a history are the history', async () => {
    const whole = await history(admin.id, 'changes-by');
    const paged: Change[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const query = `limit=2${cursor && `&cursor=${cursor}`}`;
      const page = await app.admin.expect(200, 'GET', `/users/${admin.id}/changes-by?${query}`);
      paged.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(whole);
    expect(whole.length).toBeGreaterThan(4);
    expect(whole.map(({ id }) => id)).toEqual(
      whole
        .map(({ id }) => id)
        .toSorted()
        .reverse(),
    );
  });

  it('RP-13: a foreign person’s histories answer as nobody’s, and of a person’s acts abroad nothing is shown', async () => {
    const abroad = await given.branch();
    const stranger = await given.user(abroad, ['booker']);
    const both = await given.user(branchId, [['multibranch_admin', [branchId, abroad]]]);
    await both.client.expect(200, 'PATCH', `/users/${stranger.id}`, { name: 'Only Known Abroad' });
    const vehicleId = await given.vehicle(abroad);
    await both.client.expect(200, 'PATCH', `/vehicles/${vehicleId}`, { name: 'Car Abroad' });
    const near = await given.user(branchId, ['booker']);
    await both.client.expect(200, 'PATCH', `/users/${near.id}`, { name: 'Known Here' });
    for (const which of ['changes-by', 'changes-to']) {
      expect((await admin.client.get(`/users/${stranger.id}/${which}`)).status).toBe(404);
      expect((await near.client.get(`/users/${near.id}/${which}`)).status).toBe(403);
    }
    const shown = JSON.stringify(await history(both.id, 'changes-by', admin.client));
    expect(shown).toContain('Known Here');
    expect(shown).not.toMatch(/Abroad/);
    expect(JSON.stringify(await history(both.id, 'changes-by'))).toMatch(/Only Known Abroad.*|Car Abroad/);
  });

  it('ID-16: no history holds a secret that was used on the way', async () => {
    const email = `${crypto.randomUUID()}@fleet.example`;
    const body = { email, name: 'Invited', canSignIn: true, branchId };
    const { id } = await app.admin.expect(201, 'POST', '/users', body);
    const token = (await app.mail.waitFor(email)).tokens[0]!;
    await app.anyone().expect(200, 'POST', '/email-verifications', { token, password: PASSWORD });
    const client = await app.anyone().signIn(email, PASSWORD);
    const { rows } = await app.db.query<{ secret: string }>(
      `SELECT password_hash AS secret FROM identity.users WHERE id = $1
       UNION ALL SELECT encode(token_hash, 'hex') FROM identity.sessions WHERE user_id = $1
       UNION ALL SELECT encode(token_hash, 'hex') FROM identity.mailed_links WHERE user_id = $1`,
      [id],
    );
    const secrets = [
      PASSWORD,
      ADMIN.password,
      token,
      client.cookie.split('=')[1]!,
      ...rows.map(({ secret }) => secret),
    ];
    const { user } = await app.admin.expect(200, 'GET', '/session');
    const told = JSON.stringify([
      await history(id, 'changes-by'),
      await history(id, 'changes-to'),
      await history(user.id, 'changes-by'),
      await history(user.id, 'changes-to'),
    ]);
    expect(secrets.length).toBe(7);
    expect(secrets.filter((secret) => told.includes(secret))).toEqual([]);
    expect(told).toContain('(withheld)');
  });
});
