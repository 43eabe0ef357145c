import { type TestApp, startApp } from './support/app.js';
import type { Client } from './support/client.js';
import { Given } from './support/given.js';

const HOUR = 3_600_000;
/** In the order in which people look for them, which is neither that of their making nor that of their characters. */
const NAMES = ['van', 'Van 1', 'VAN 2', 'Van-9', 'Van 10', 'Ván 10 B', 'van 11', 'Van 100', 'Vanguard'];
const MIXED = [4, 0, 8, 2, 6, 1, 7, 5, 3].map((at) => NAMES[at]!);

describe('lists by name', () => {
  let app: TestApp;
  let given: Given;
  let admin: Client;
  let branchId: string;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    admin = app.admin;
    branchId = await given.branch({ name: 'Zulu' });
    for (const name of MIXED) await given.vehicle(branchId, { name });
  });
  afterAll(() => app?.stop());

  /** Every name of a list, read in pages of two. */
  const namesOf = async (path: string, key = 'name', items = 'items'): Promise<string[]> => {
    const names: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Record<string, Record<string, string>[]> & { nextCursor: string | null } = await admin.expect(
        200,
        'GET',
        `${path}${path.includes('?') ? '&' : '?'}limit=2${cursor && `&cursor=${cursor}`}`,
      );
      names.push(...page[items]!.map((item) => item[key]!));
      cursor = page.nextCursor;
    }
    return names;
  };
  const period = (days = 0) => {
    const start = Date.now() + days * 24 * HOUR;
    return `from=${new Date(start).toISOString()}&to=${new Date(start + HOUR).toISOString()}`;
  };

  it('IF-2: vehicles are in the order of their numbers, from page to page', async () => {
    expect(await namesOf(`/vehicles?branchId=${branchId}`)).toEqual(NAMES);
    expect(await namesOf(`/vehicles?branchId=${branchId}&q=van`)).toEqual(NAMES);
  });

  it('IF-2: so are those that are free, those on the board and those of a report', async () => {
    expect(await namesOf(`/availability?branchId=${branchId}&${period(1)}`, 'name', 'vehicles')).toEqual(NAMES);
    const board = await admin.expect(200, 'GET', `/board?branchId=${branchId}&${period()}`);
    expect(board.vehicles.map(({ name }: { name: string }) => name)).toEqual(NAMES);
    for (const report of ['utilisation', 'vehicles']) {
      const path = `/reports/${report}?branchId=${branchId}&${period()}`;
      expect([report, await namesOf(path, 'vehicleName')]).toEqual([report, NAMES]);
    }
  });

  const lists: [path: string, body: (name: string, at: number) => object, ofBranch: boolean][] = [
    ['branches', (name, at) => ({ name, code: `NO${at}`, timeZone: 'UTC' }), false],
    ['groups', (name) => ({ name, branchIds: [branchId] }), true],
    ['locations', (name) => ({ name, branchIds: [branchId] }), true],
    ['accessories', (name) => ({ name, branchIds: [branchId] }), true],
    ['booking-policies', (name) => ({ name }), false],
    ['approval-flows', (name) => ({ name, conditions: { always: true } }), false],
    ['booking-reasons', (name) => ({ name, category: 'business' }), false],
  ];
  it.each(lists)('IF-2: %s are in the order of their numbers, from page to page', async (path, body, ofBranch) => {
    for (const [at, name] of MIXED.entries()) await admin.expect(201, 'POST', `/${path}`, body(name, at));
    const names =
      path === 'booking-reasons'
        ? (await admin.expect(200, 'GET', '/booking-reasons')).items.map(({ name }: { name: string }) => name)
        : await namesOf(`/${path}${ofBranch ? `?branchId=${branchId}` : ''}`);
    expect(names.filter((name: string) => NAMES.includes(name))).toEqual(NAMES);
  });

  it('IF-2: the form of a vehicle offers what there is in that order', async () => {
    const choices = await admin.expect(200, 'GET', `/vehicle-choices?branchId=${branchId}`);
    for (const kind of ['locations', 'accessories', 'groups', 'policies', 'approvalFlows']) {
      expect([kind, choices[kind].map(({ name }: { name: string }) => name)]).toEqual([kind, NAMES]);
    }
  });

  it('IF-2: names whose order is the same are each listed once', async () => {
    const home = await given.branch();
    const same = ['Van 1', 'Van 01', 'van-1', 'VÁN 1', 'Van  1'];
    for (const name of same) await given.vehicle(home, { name });
    const names = await namesOf(`/vehicles?branchId=${home}`);
    expect(names.toSorted()).toEqual(same.toSorted());
  });

  it('IF-2: a name that is long in every way has its place', async () => {
    const home = await given.branch();
    // Each of these characters is 18 in the form that is compared; each digit is a number of its own.
    for (const name of ['\uFDFA'.repeat(100), '1 '.repeat(49) + '2', '1 '.repeat(49) + '10', `${'9'.repeat(99)}`]) {
      await given.vehicle(home, { name });
    }
    expect((await namesOf(`/vehicles?branchId=${home}`)).map((name) => name.slice(-2))).toEqual([
      ' 2',
      '10',
      '99',
      '\uFDFA\uFDFA',
    ]);
  });
});
