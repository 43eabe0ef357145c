import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser } from './support/given.js';
import type { Client } from './support/client.js';

interface Cell {
  roleId: string;
  granted: boolean;
  default: boolean;
  changed: boolean;
  possible: boolean;
}

describe('roles and permissions', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let elsewhere: string;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
    elsewhere = await app.anotherProcess();
  });
  afterAll(() => app?.stop());
  afterEach(() => app.admin.expect(200, 'POST', '/roles/reset'));

  const codeOf = ({ status, body }: { status: number; body: { code?: string } }) =>
    `${status}${body?.code ? ` ${body.code}` : ''}`;
  const permissionsOf = async (key: string): Promise<string[]> =>
    (await app.admin.expect(200, 'GET', `/roles/${await given.roleId(key)}`)).permissions;
  const setGrants = async (key: string, keys: string[], client: Client = app.admin) =>
    client.put(`/roles/${await given.roleId(key)}/permissions`, { keys });
  /** Somebody who reaches every branch with a role of the organisation's own. */
  const withOwnRole = async (permissions: string[], others: string[] = []): Promise<GivenUser & { roleId: string }> => {
    const roleId = await given.role({ reach: 'every', permissions });
    const user = await given.user(branchId, others);
    const roles = [
      { roleId },
      ...(await Promise.all(others.map(async (key) => ({ roleId: await given.roleId(key) })))),
    ];
    await app.admin.expect(200, 'PUT', `/users/${user.id}/roles`, { roles });
    return { ...user, roleId };
  };

  async function cellOf(permission: string, role: string): Promise<Cell> {
    const { areas } = await app.admin.expect(200, 'GET', '/permission-matrix');
    const rows = areas.flatMap((area: { permissions: { key: string; cells: Cell[] }[] }) => area.permissions);
    const roleId = await given.roleId(role);
    return rows
      .find(({ key }: { key: string }) => key === permission)
      .cells.find((cell: Cell) => cell.roleId === roleId);
  }

  it('RP-9: the matrix shows what is granted, what was by default, what was changed, and what makes no sense', async () => {
    const before = await permissionsOf('instructor');
    const changed = [...before.filter((key) => key !== 'users.add'), 'vehicles.manage'];
    expect((await setGrants('instructor', changed)).status).toBe(200);
    expect(await cellOf('users.add', 'instructor')).toMatchObject({ granted: false, default: true, changed: true });
    expect(await cellOf('vehicles.manage', 'instructor')).toMatchObject({
      granted: true,
      default: false,
      changed: true,
    });
    expect(await cellOf('users.read', 'instructor')).toMatchObject({ granted: true, default: true, changed: false });
    expect(await cellOf('users.delete', 'student')).toMatchObject({ granted: false, default: false, possible: false });
    expect(await cellOf('organisation.manage', 'branch_admin')).toMatchObject({ possible: false });
    expect(await cellOf('organisation.manage', 'owner')).toMatchObject({ granted: true, possible: true });
    await app.admin.expect(200, 'POST', `/roles/${await given.roleId('instructor')}/reset`);
    expect(await permissionsOf('instructor')).toEqual(before);
    await setGrants('instructor', []);
    await setGrants('booker', []);
    await app.admin.expect(200, 'POST', '/roles/reset');
    expect(await permissionsOf('instructor')).toEqual(before);
    expect((await permissionsOf('booker')).length).toBeGreaterThan(3);
  });

  it('RP-9: Organisation Admin and Owner stay as they are, and a blank cell cannot be filled', async () => {
    for (const key of ['organisation_admin', 'owner']) {
      expect(codeOf(await setGrants(key, ['branches.read']))).toBe('409 grants_fixed');
      await app.db.query(`UPDATE access.roles SET removed = '{organisation.manage}' WHERE key = $1`, [key]);
      expect(await permissionsOf(key)).toContain('organisation.manage');
      await app.admin.expect(200, 'POST', `/roles/${await given.roleId(key)}/reset`);
    }
    // What cannot be changed is there or blank: deciding requests is a duty that an Organisation Admin has by another role.
    const fixed = { granted: false, default: false, changed: false, possible: false };
    expect(await cellOf('approvals.decide', 'organisation_admin')).toMatchObject(fixed);
    expect(await cellOf('approvals.decide', 'owner')).toMatchObject({ granted: true, possible: true });
    const refused = await setGrants('branch_admin', ['branches.read', 'organisation.manage']);
    expect([codeOf(refused), refused.body.errors[0]]).toMatchObject([
      '422 invalid_input',
      { field: 'keys.1', code: 'not_possible' },
    ]);
    expect(codeOf(await setGrants('branch_admin', ['nothing.like_it']))).toBe('422 invalid_input');
    expect(await permissionsOf('branch_admin')).toContain('users.suspend');
  });

  it('RP-10: `permissions.administer` is given to roles of one’s own that reach every branch, to no other built-in one', async () => {
    for (const key of ['booking_admin', 'multibranch_admin', 'accountant', 'office_staff']) {
      expect(codeOf(await setGrants(key, ['permissions.administer']))).toBe('422 invalid_input');
    }
    const local = { name: 'Local guards', reach: 'home', permissions: ['permissions.administer'] };
    expect(codeOf(await app.admin.post('/roles', local))).toBe('422 invalid_input');
    const guard = await withOwnRole(['permissions.administer', 'users.read']);
    expect((await guard.client.get('/permission-matrix')).status).toBe(200);
    const manager = await given.user(branchId, ['branch_admin']);
    for (const path of ['/permission-matrix']) expect((await manager.client.get(path)).status).toBe(403);
    expect((await setGrants('booker', [], manager.client)).status).toBe(403);
    expect((await setGrants('booker', [], guard.client)).status).toBe(200);
  });

  it('RP-11: nobody gives a role what they do not hold in every branch, nor themselves what they do not hold', async () => {
    const guard = await withOwnRole(['permissions.administer', 'users.read'], ['office_staff']);
    const booker = await permissionsOf('booker');
    const refused = '403 beyond_own_access';
    // Not held; held, but in one branch only; held in every branch.
    expect(codeOf(await setGrants('accountant', ['users.delete'], guard.client))).toBe(refused);
    expect(codeOf(await setGrants('booker', [...booker, 'bookings.read'], guard.client))).toBe(refused);
    expect((await setGrants('booker', [...booker, 'users.read'], guard.client)).status).toBe(200);
    const own = (permissions: string[]) => guard.client.post('/roles', { name: 'Mine', reach: 'every', permissions });
    expect(codeOf(await own(['vehicles.manage']))).toBe(refused);
    expect((await own(['users.read'])).status).toBe(201);
    const grants = `/roles/${guard.roleId}/permissions`;
    const more = ['permissions.administer', 'users.read', 'users.delete'];
    expect(codeOf(await guard.client.put(grants, { keys: more }))).toBe(refused);
    // What was taken away is not given back by who does not hold it, under the name of a reset.
    await setGrants('engineer', []);
    expect(codeOf(await guard.client.post(`/roles/${await given.roleId('engineer')}/reset`))).toBe(refused);
    expect(codeOf(await guard.client.post('/roles/reset'))).toBe(refused);
    expect(await permissionsOf('engineer')).toEqual([]);
    // A duty may be given by who does not have it; not to oneself.
    const admin = await given.user(branchId, ['organisation_admin', 'booker']);
    expect(codeOf(await setGrants('booker', [...booker, 'approvals.decide'], admin.client))).toBe(refused);
    expect(
      (await setGrants('member', [...(await permissionsOf('member')), 'approvals.decide'], admin.client)).status,
    ).toBe(200);
  });

  it('RP-3, RP-4: an add-on needs its base role, and a set that is switched off is not given any more', async () => {
    const person = await given.user(branchId, ['member']);
    const assign = async (...keys: string[]) => {
      const roles = await Promise.all(keys.map(async (key) => ({ roleId: await given.roleId(key) })));
      return app.admin.put(`/users/${person.id}/roles`, { roles });
    };
    const alone = await assign('on_behalf_booker');
    expect(alone.body.errors).toMatchObject([{ field: 'roles.0.roleId', code: 'needs_base_role' }]);
    expect((await assign('on_behalf_booker', 'booker', 'member')).status).toBe(200);
    await app.admin.expect(200, 'PATCH', '/organisation', { roleSets: ['fleet'] });
    const refused = await assign('on_behalf_booker', 'booker', 'member', 'student');
    expect(refused.body.errors).toMatchObject([{ field: 'roles.3.roleId', code: 'role_set_off' }]);
    // Who has one keeps it.
    expect((await assign('booker', 'member')).status).toBe(200);
    const { roles } = await app.admin.expect(200, 'GET', '/permission-matrix');
    const shown = roles.map(({ key }: { key: string }) => key);
    expect([shown.includes('booker'), shown.includes('member')]).toEqual([true, false]);
    expect((await app.admin.patch('/organisation', { roleSets: [] })).status).toBe(422);
    await app.admin.expect(200, 'PATCH', '/organisation', { roleSets: ['flight_school', 'fleet'] });
    expect((await assign('booker', 'student')).status).toBe(200);
  });

  it('RP-9: a role of one’s own is made, renamed and deleted; one that somebody has stays', async () => {
    const made = await app.admin.expect(201, 'POST', '/roles', { name: 'Night Watch', permissions: ['branches.read'] });
    expect(made).toMatchObject({ key: 'night_watch', builtIn: false, reach: 'home', permissions: ['branches.read'] });
    expect(codeOf(await app.admin.post('/roles', { name: 'night watch' }))).toBe('409 role_name_taken');
    expect(codeOf(await app.admin.post('/roles', { name: 'branch admin' }))).toBe('409 role_name_taken');
    const renamed = await app.admin.expect(200, 'PATCH', `/roles/${made.id}`, { name: 'Day Watch' });
    expect(renamed).toMatchObject({ key: 'night_watch', name: 'Day Watch' });
    expect(codeOf(await app.admin.post(`/roles/${made.id}/reset`))).toBe('409 built_in_role');
    const booker = await given.roleId('booker');
    expect(codeOf(await app.admin.patch(`/roles/${booker}`, { name: 'Client' }))).toBe('409 built_in_role');
    expect(codeOf(await app.admin.delete(`/roles/${booker}`))).toBe('409 built_in_role');
    const person = await given.user(branchId, []);
    await app.admin.expect(200, 'PUT', `/users/${person.id}/roles`, { roles: [{ roleId: made.id }] });
    const held = await app.admin.delete(`/roles/${made.id}`);
    expect([codeOf(held), held.body.holders]).toEqual(['409 role_held', 1]);
    await app.admin.expect(200, 'PUT', `/users/${person.id}/roles`, { roles: [] });
    expect((await app.admin.delete(`/roles/${made.id}`)).status).toBe(204);
    expect((await app.admin.get(`/roles/${made.id}`)).status).toBe(404);
    const { user } = await app.admin.expect(200, 'GET', '/session');
    const { items } = await app.admin.expect(200, 'GET', `/users/${user.id}/changes-by`);
    const acts = items.filter(({ subjectId }: { subjectId: string }) => subjectId === made.id);
    expect(acts.map(({ action }: { action: string }) => action)).toEqual(['role-deleted', 'changed', 'created']);
    expect(acts.at(-1).changes).toContainEqual({ field: 'added', before: null, after: ['branches.read'] });
  });

  it('RP-12: a grant that changes in one process counts in the other from the next request on', async () => {
    const person = await given.user(branchId, ['booking_admin']);
    const there = person.client.at(elsewhere);
    const grants = await permissionsOf('booking_admin');
    for (let round = 0; round < 5; round += 1) {
      await setGrants('booking_admin', [...grants, 'users.read']);
      expect([(await there.get('/users')).status, (await person.client.get('/users')).status]).toEqual([200, 200]);
      await setGrants('booking_admin', grants, app.admin.at(elsewhere));
      expect([(await person.client.get('/users')).status, (await there.get('/users')).status]).toEqual([403, 403]);
    }
    const session = await there.expect(200, 'GET', '/session');
    expect(session.permissions).toContainEqual({ key: 'bookings.read', reach: [branchId] });
    expect(session.permissions.map(({ key }: { key: string }) => key).sort()).toEqual([...grants].sort());
  });
});
