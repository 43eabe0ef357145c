import { type TestApp, startApp } from './support/app.js';
import { Given } from './support/given.js';

describe('what a vehicle can have (BR-3)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let elsewhere: string;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    [branchId, elsewhere] = [await given.branch(), await given.branch()];
    for (const [path, name, branchIds] of [
      ['/locations', 'North yard', [branchId]],
      ['/locations', 'Airport', [branchId, elsewhere]],
      ['/locations', 'Far away', [elsewhere]],
      ['/accessories', 'Tow bar', [branchId]],
      ['/groups', 'Pilots', [branchId]],
    ]) {
      await app.admin.expect(201, 'POST', path as string, { name, branchIds });
    }
    await app.admin.expect(201, 'POST', '/booking-policies', { name: 'Weekdays' });
    await app.admin.expect(201, 'POST', '/approval-flows', { name: 'Long trips', conditions: { always: true } });
  });
  afterAll(() => app?.stop());

  const choicesOf = async (client = app.admin) => {
    const answer = await client.expect(200, 'GET', `/vehicle-choices?branchId=${branchId}`);
    const names = (list: { name: string }[] | null) => list && list.map(({ name }) => name);
    return Object.fromEntries(
      Object.entries<{ name: string }[] | null>(answer).map(([kind, list]) => [kind, names(list)]),
    );
  };

  it('is what its branch has, by name, and the rules of the organisation', async () => {
    expect(await choicesOf()).toEqual({
      locations: ['Airport', 'North yard'],
      accessories: ['Tow bar'],
      groups: ['Pilots'],
      policies: ['Weekdays'],
      approvalFlows: ['Long trips'],
    });
  });

  it('RP-13: a branch admin learns nothing of other branches, nor of rules that are not theirs', async () => {
    const { client } = await given.user(branchId, ['branch_admin']);
    const rules = { policies: null, approvalFlows: null };
    expect(await choicesOf(client)).toMatchObject({ locations: ['Airport', 'North yard'], ...rules });
    expect((await client.get(`/vehicle-choices?branchId=${elsewhere}`)).status).toBe(404);
    const booker = await given.user(branchId, ['booker']);
    expect((await booker.client.get(`/vehicle-choices?branchId=${branchId}`)).status).toBe(403);
  });
});
