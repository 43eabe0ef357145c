import { taking } from '../src/platform/work/locks.js';
import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser, PASSWORD } from './support/given.js';
import { held } from './support/held.js';

describe('administrators and applicants', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
  });
  afterAll(() => app?.stop());

  const codeOf = ({ status, body }: { status: number; body: { code?: string } }) =>
    `${status}${body?.code ? ` ${body.code}` : ''}`;

  it('RP-7, RP-13: a Branch Admin sees who waits for approval only where the branch lets people add themselves', async () => {
    const waiting = [await pendingHere(), await pendingHere()];
    const manager = await given.user(branchId, ['branch_admin']);
    const seen = async () => {
      const { items } = await manager.client.expect(200, 'GET', '/users?state=pending');
      const id = waiting[0];
      const paths = ['', '/changes-to', '/sign-ins', '/emails'];
      const answers = await Promise.all(paths.map((path) => manager.client.get(`/users/${id}${path}`)));
      return [items.length, ...answers.map(({ status }) => status)];
    };
    expect(await seen()).toEqual([2, 200, 200, 200, 200]);
    await app.admin.expect(200, 'PATCH', `/branches/${branchId}`, { openToSignUp: false });
    expect(await seen()).toEqual([0, 404, 404, 404, 404]);
    const placement = { branchId, roles: [], groupIds: [] };
    expect(codeOf(await manager.client.post(`/users/${waiting[0]}/approval`, placement))).toBe('404 not_found');
    expect(codeOf(await manager.client.post(`/users/${waiting[0]}/rejection`, { reason: 'No' }))).toBe('404 not_found');
    expect((await app.admin.get('/users?state=pending')).body.items).toHaveLength(2);
    await app.admin.expect(200, 'PATCH', `/branches/${branchId}`, { openToSignUp: true });
    expect((await manager.client.post(`/users/${waiting[0]}/approval`, placement)).status).toBe(200);
  });

  async function pendingHere(): Promise<string> {
    const email = `${crypto.randomUUID()}@else.example`;
    await app.anyone().expect(202, 'POST', '/registrations', { email, name: 'Waiting', password: PASSWORD, branchId });
    const token = (await app.mail.waitFor(email)).tokens[0]!;
    await app.anyone().expect(200, 'POST', '/email-verifications', { token });
    return (await app.admin.expect(200, 'GET', `/users?q=${email}`)).items[0].id as string;
  }

  it('RP-9: of giving a role and deleting it at once, one comes first, and nobody is left with a role that is gone', async () => {
    const person = await given.user(branchId, []);
    const outcomes = new Set<string>();
    for (let round = 0; round < 12; round += 1) {
      const roleId = await given.role();
      const [given_, deleted] = await Promise.all([
        app.admin.put(`/users/${person.id}/roles`, { roles: [{ roleId }] }),
        app.admin.delete(`/roles/${roleId}`),
      ]);
      outcomes.add(`${given_.status} ${deleted.status}`);
      const { roles } = await app.admin.expect(200, 'GET', `/users/${person.id}`);
      expect(roles).toHaveLength(given_.status === 200 ? 1 : 0);
      await app.admin.expect(200, 'PUT', `/users/${person.id}/roles`, { roles: [] });
    }
    for (const outcome of outcomes) expect(['200 409', '404 204']).toContain(outcome);
  });

  it('ID-17: a deletion waits for whoever takes an administrator away at that moment', async () => {
    const leaving = await given.user(branchId, ['organisation_admin']);
    const lock = await held(app.db, taking([['setting', 'administrators']]));
    const deletion = app.admin.delete(`/users/${leaving.id}`);
    await lock.waitedFor();
    await lock.release();
    expect((await deletion).status).toBe(204);
  });

  it('RP-11, ID-17: two administrators who take each other away at once: one of them is left', async () => {
    const { user } = await app.admin.expect(200, 'GET', '/session');
    let one = await given.user(branchId, ['owner']);
    let two = await given.user(branchId, ['organisation_admin']);
    const roleId = await given.roleId('organisation_admin');
    await one.client.expect(200, 'POST', `/users/${user.id}/suspension`);
    const acts = [
      (by: GivenUser, on: GivenUser) => by.client.put(`/users/${on.id}/roles`, { roles: [] }),
      (by: GivenUser, on: GivenUser) => by.client.post(`/users/${on.id}/suspension`),
      (by: GivenUser, on: GivenUser) => by.client.put(`/users/${on.id}/access`, { canSignIn: false }),
    ];
    for (const act of [...acts, ...acts, ...acts]) {
      const answers = await Promise.all([act(one, two), act(two, one)]);
      // The later one is too late: it finds itself the last, or is none any more by then.
      expect(answers.map(({ status }) => status).sort()[0]).toBe(200);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      one = answers[0]!.status === 200 ? one : two;
      two = await given.user(branchId, [], {}, one.client);
      await one.client.expect(200, 'PUT', `/users/${two.id}/roles`, { roles: [{ roleId }] });
    }
  });
});
