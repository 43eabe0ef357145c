import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser } from './support/given.js';
import { Club } from './support/openid.js';

describe('nobody gives more than they hold (RP-11)', () => {
  let app: TestApp;
  let given: Given;
  let [branchId, otherBranchId]: string[] = [];
  let manager: GivenUser;
  let instructor: GivenUser;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    [branchId, otherBranchId] = [await given.branch(), await given.branch()];
    manager = await given.user(branchId, ['branch_admin']);
    instructor = await given.user(branchId, ['instructor']);
  });
  afterAll(() => app?.stop());

  const codeOf = ({ status, body }: { status: number; body: { code?: string } }) =>
    `${status}${body?.code ? ` ${body.code}` : ''}`;
  const refused = '403 beyond_own_access';
  const somebody = (roles: object[] = []) => ({
    ...{ email: `${crypto.randomUUID()}@else.example`, name: 'Somebody', canSignIn: false, branchId, roles },
  });
  const withRoles = async (roleIds: string[]) => {
    const user = await given.user(branchId!, []);
    const roles = roleIds.map((roleId) => ({ roleId }));
    await app.admin.expect(200, 'PUT', `/users/${user.id}/roles`, { roles });
    return user;
  };

  it('RP-11: a reach is not given either, where the role grants nothing yet', async () => {
    const [local, wide] = [await given.role({ reach: 'home' }), await given.role({ reach: 'every' })];
    const user = await given.user(branchId!, []);
    const ask = (roleId: string) => manager.client.put(`/users/${user.id}/roles`, { roles: [{ roleId }] });
    expect(codeOf(await ask(wide))).toBe(refused);
    expect(codeOf(await ask(local))).toBe('200');
    for (const { client } of [manager, instructor]) {
      expect(codeOf(await client.post('/users', somebody([{ roleId: wide }])))).toBe(refused);
      expect(codeOf(await client.post('/users', somebody([{ roleId: local }])))).toBe('201');
    }
    expect(codeOf(await app.admin.put(`/users/${user.id}/roles`, { roles: [{ roleId: wide }] }))).toBe('200');
    // Nor taken away by who could not give it back.
    expect(codeOf(await manager.client.put(`/users/${user.id}/roles`, { roles: [] }))).toBe(refused);
  });

  it('RP-11: a built-in role that was stripped is not given where its defaults would come back', async () => {
    const accountant = await given.roleId('accountant');
    await app.admin.expect(200, 'PUT', `/roles/${accountant}/permissions`, { keys: [] });
    const user = await given.user(branchId!, []);
    const ask = (fields: object = {}) =>
      manager.client.put(`/users/${user.id}/roles`, { roles: [{ roleId: accountant, ...fields }] });
    expect(codeOf(await ask())).toBe(refused);
    expect(codeOf(await ask({ branchIds: [otherBranchId] }))).toBe('404 unknown_reference');
    await app.admin.expect(200, 'POST', `/roles/${accountant}/reset`);
    expect((await app.admin.expect(200, 'GET', `/users/${user.id}`)).roles).toEqual([]);
  });

  it('RP-11: an approval gives roles as an assignment does', async () => {
    const wide = await given.role({ reach: 'every' });
    const email = `${crypto.randomUUID()}@else.example`;
    const password = 'seven quiet herons at noon';
    await app.anyone().expect(202, 'POST', '/registrations', { email, name: 'Waiting', password, branchId });
    const token = (await app.mail.waitFor(email)).tokens[0]!;
    await app.anyone().expect(200, 'POST', '/email-verifications', { token });
    const { id } = (await app.admin.expect(200, 'GET', `/users?q=${email}`)).items[0];
    const approve = (roleId: string) =>
      manager.client.post(`/users/${id}/approval`, { branchId, roles: [{ roleId }], groupIds: [] });
    expect(codeOf(await approve(wide))).toBe(refused);
    expect((await app.admin.expect(200, 'GET', `/users/${id}`)).state).toBe('pending');
    expect(codeOf(await approve(await given.roleId('booker')))).toBe('200');
  });

  it('RP-11: who is restored gets their roles back, so it takes who may give them', async () => {
    const guards = await given.role({ reach: 'every', permissions: ['permissions.administer'] });
    const mighty = await withRoles([guards]);
    const booker = await withRoles([await given.roleId('booker')]);
    for (const { id } of [mighty, booker]) await app.admin.expect(200, 'POST', `/users/${id}/suspension`);
    expect(codeOf(await manager.client.delete(`/users/${mighty.id}/suspension`))).toBe(refused);
    expect((await app.admin.expect(200, 'GET', `/users/${mighty.id}`)).state).toBe('suspended');
    expect(codeOf(await manager.client.delete(`/users/${booker.id}/suspension`))).toBe('200');
    expect(codeOf(await app.admin.delete(`/users/${mighty.id}/suspension`))).toBe('200');
  });

  it('RP-4: who has a role of a set that is switched off keeps it through a suspension', async () => {
    const student = await given.user(branchId!, ['student']);
    await app.admin.expect(200, 'POST', `/users/${student.id}/suspension`);
    const { roleSets } = await app.admin.expect(200, 'GET', '/organisation');
    await app.admin.expect(200, 'PATCH', '/organisation', { roleSets: ['fleet'] });
    const restored = await app.admin.delete(`/users/${student.id}/suspension`);
    await app.admin.expect(200, 'PATCH', '/organisation', { roleSets });
    expect([restored.status, restored.body.roles]).toMatchObject([200, [{ key: 'student' }]]);
  });

  it('RP-11: a service account does not make itself a person', async () => {
    const roleId = await given.roleId('branch_admin');
    const { id } = await app.admin.expect(201, 'POST', '/users', somebody([{ roleId }]));
    const club = await Club.given(app, { redirectUris: [], serviceAccountId: id });
    const { body } = await club.post('token', { grant_type: 'client_credentials', scope: 'api:read api:write' });
    const send = (method: string, path: string, fields: object) =>
      app.anyone().send(method, path, { headers: { authorization: `Bearer ${body.access_token!}` }, body: fields });
    const mine = { email: `${crypto.randomUUID()}@thief.example` };
    expect(codeOf(await send('PATCH', `/users/${id}`, mine))).toBe('403 own_account');
    expect(codeOf(await send('PUT', `/users/${id}/access`, { canSignIn: true }))).toBe('403 own_account');
    expect(await app.admin.expect(200, 'GET', `/users/${id}`)).toMatchObject({ state: 'contact', canSignIn: false });
    // What else it may do to people it may.
    const contact = await given.contact(branchId!);
    expect(codeOf(await send('PATCH', `/users/${contact}`, mine))).toBe('200');
  });

  it('OP-2: a role that a client names stays, so that nobody takes its key', async () => {
    const { id, key } = await app.admin.expect(201, 'POST', '/roles', { name: 'Night Watch' });
    const client = await app.admin.expect(201, 'POST', '/oidc-clients', {
      ...{ name: 'Members', type: 'public', redirectUris: ['https://club.example/callback'], roleKeys: [key] },
    });
    const held = await app.admin.delete(`/roles/${id}`);
    expect([codeOf(held), held.body.clients]).toEqual(['409 role_held', 1]);
    await app.admin.expect(200, 'PATCH', `/oidc-clients/${client.id}`, { roleKeys: ['booker'] });
    expect(codeOf(await app.admin.delete(`/roles/${id}`))).toBe('204');
  });

  it('OP-2: of naming a role in a client and deleting it at once, one comes first', async () => {
    const { id } = await app.admin.expect(201, 'POST', '/oidc-clients', {
      ...{ name: 'Racing', type: 'public', redirectUris: ['https://club.example/callback'] },
    });
    for (let round = 0; round < 12; round += 1) {
      const role = await app.admin.expect(201, 'POST', '/roles', { name: `Racer ${round}` });
      const [named, deleted] = await Promise.all([
        app.admin.patch(`/oidc-clients/${id}`, { roleKeys: [role.key] }),
        app.admin.delete(`/roles/${role.id}`),
      ]);
      expect(['200 409', '422 204']).toContain(`${named.status} ${deleted.status}`);
      const { roleKeys } = await app.admin.expect(200, 'GET', `/oidc-clients/${id}`);
      expect(roleKeys).toEqual(named.status === 200 ? [role.key] : []);
      await app.admin.expect(200, 'PATCH', `/oidc-clients/${id}`, { roleKeys: [] });
    }
  });
});
