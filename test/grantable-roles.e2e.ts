import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser } from './support/given.js';

interface ListedRole {
  id: string;
  key: string;
  reach: string;
  needs: string | null;
  active: boolean;
  grantable: boolean;
  grantableIn: 'every' | string[];
}

describe('RP-11: which roles somebody may give is said before they try', () => {
  let app: TestApp;
  let given: Given;
  let branches: string[];

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branches = [await given.branch(), await given.branch(), await given.branch()];
  });
  afterAll(() => app?.stop());

  const rolesOf = async ({ client }: Pick<GivenUser, 'client'>): Promise<ListedRole[]> =>
    (await client.expect(200, 'GET', '/roles')).items;

  it('an organisation admin may give every role everywhere', async () => {
    const roles = await rolesOf({ client: app.admin });
    expect(roles.filter(({ active, grantable }) => active !== grantable)).toEqual([]);
    expect(roles.filter(({ grantable, grantableIn }) => grantable && grantableIn !== 'every')).toEqual([]);
    expect(roles.filter(({ active }) => active).length).toBeGreaterThan(7);
  });

  it('what the list says is what giving does: for each role and branch, of three admins', async () => {
    const [here, there] = branches as [string, string, string];
    const givers = [
      await given.user(here, ['branch_admin']),
      await given.user(here, [['multibranch_admin', [here, there]]]),
      await given.user(here, ['branch_admin', ['booker', [there]]]),
    ];
    const person = await given.user(here, []);
    const wrong: unknown[] = [];
    let tried = 0;
    for (const [index, giver] of givers.entries()) {
      for (const role of await rolesOf(giver)) {
        for (const branchId of branches) {
          const base = role.needs ? [{ roleId: await given.roleId(role.needs), branchIds: [branchId] }] : [];
          const roles = [...base, { roleId: role.id, branchIds: [branchId] }];
          const { status, body } = await giver.client.put(`/users/${person.id}/roles`, { roles });
          const said = role.grantableIn === 'every' || role.grantableIn.includes(branchId);
          tried += 1;
          if (said !== (status === 200)) wrong.push({ index, key: role.key, branchId, said, status, code: body.code });
          await app.admin.expect(200, 'PUT', `/users/${person.id}/roles`, { roles: [] });
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(100);
  });

  it('who gives no roles is told so', async () => {
    const roleId = await given.role({ reach: 'every', permissions: ['roles.read'] });
    const reader = await given.user(branches[0]!, ['booker']);
    await app.admin.expect(200, 'PUT', `/users/${reader.id}/roles`, { roles: [{ roleId }] });
    const roles = await rolesOf(reader);
    expect(roles.length).toBeGreaterThan(10);
    expect(roles.filter(({ grantable, grantableIn }) => grantable || grantableIn.length > 0)).toEqual([]);
    expect((await reader.client.expect(200, 'GET', `/roles/${roleId}`)).grantable).toBe(false);
  });
});
