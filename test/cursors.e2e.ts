import { newId } from '../src/platform/domain/ids.js';
import { type TestApp, startApp } from './support/app.js';
import type { Client } from './support/client.js';
import { Given } from './support/given.js';

/** A cursor belongs to its list, its filters and its order; anywhere else it is refused (IF-2). */
describe('cursors', () => {
  let app: TestApp;
  let given: Given;
  let admin: Client;
  let branchId: string;
  let vehicleId: string;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    admin = app.admin;
    branchId = await given.branch();
    vehicleId = await given.vehicle(branchId);
    await given.vehicle(branchId);
    await given.group([branchId]);
    await given.group([branchId]);
    await given.branch();
    for (const days of [1, 2, 3]) await admin.expect(201, 'POST', '/bookings', await given.wish(vehicleId, days));
  });
  afterAll(() => app?.stop());

  const cursorOf = async (path: string): Promise<string> => {
    const { nextCursor } = await admin.expect(200, 'GET', path);
    expect(nextCursor).toEqual(expect.any(String));
    return nextCursor as string;
  };
  const goOn = async (path: string, cursor: string) => {
    const { status, body } = await admin.get(`${path}${path.includes('?') ? '&' : '?'}cursor=${cursor}`);
    return [status, body.errors?.[0].field, body.errors?.[0].code];
  };
  const REFUSED = [422, 'cursor', 'invalid_cursor'];

  it('H-2: a cursor of one order is refused in the other', async () => {
    const cursor = await cursorOf('/bookings?limit=1&sort=start');
    expect(await goOn('/bookings?limit=1&sort=-start', cursor)).toEqual(REFUSED);
    expect((await goOn('/bookings?limit=1&sort=start', cursor))[0]).toBe(200);
  });

  it('H-2: a cursor of another list is refused, also where both are sorted by name', async () => {
    expect(await goOn('/vehicles', await cursorOf('/branches?limit=1'))).toEqual(REFUSED);
    expect(await goOn('/accessories', await cursorOf('/groups?limit=1'))).toEqual(REFUSED);
  });

  it('H-2: a cursor is refused with another filter, with one more, and with one less', async () => {
    const cursor = await cursorOf(`/vehicles?branchId=${branchId}&limit=1`);
    expect(await goOn('/vehicles?limit=1', cursor)).toEqual(REFUSED);
    expect(await goOn(`/vehicles?branchId=${newId()}`, cursor)).toEqual(REFUSED);
    expect(await goOn(`/vehicles?branchId=${branchId}&state=active`, cursor)).toEqual(REFUSED);
  });

  it('H-2: a cursor of one person’s or vehicle’s list is refused in that of another', async () => {
    const other = await given.vehicle(branchId);
    for (const day of ['02', '04']) {
      const body = { start: `2041-01-${day}T08:00:00Z`, end: `2041-01-${day}T18:00:00Z`, note: 'New brakes.' };
      await admin.expect(201, 'POST', `/vehicles/${vehicleId}/unavailability`, body);
    }
    const cursor = await cursorOf(`/vehicles/${vehicleId}/unavailability?limit=1`);
    expect(await goOn(`/vehicles/${other}/unavailability?limit=1`, cursor)).toEqual(REFUSED);
    expect((await goOn(`/vehicles/${vehicleId}/unavailability?limit=1`, cursor))[0]).toBe(200);
  });

  it('H-2: the same filters in another order, by default or in capitals, and another limit are the same list', async () => {
    const cursor = await cursorOf(`/vehicles?branchId=${branchId}&state=active&limit=1`);
    const same = `/vehicles?state=active&limit=7&branchId=${branchId.toUpperCase()}`;
    expect((await goOn(same, cursor))[0]).toBe(200);
    expect((await goOn('/bookings?view=mine&sort=start', await cursorOf('/bookings?limit=1')))[0]).toBe(200);
  });

  it('H-2: a list goes on after the longest name there is', async () => {
    const name = (end: string) => '車'.repeat(99) + end;
    for (const end of ['a', 'b']) await given.vehicle(branchId, { name: name(end) });
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const page = await admin.expect(200, 'GET', `/vehicles?limit=1${cursor && `&cursor=${cursor}`}`);
      seen.push(page.items[0].name);
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    expect(seen.slice(-2)).toEqual([name('a'), name('b')]);
  });

  it.each(['W10', btoa('["",1]'), btoa('null'), btoa('{"0":"x"}')])(
    'H-2: what is no cursor is refused: %s',
    async (text) => {
      expect(await goOn('/vehicles', text)).toEqual(REFUSED);
    },
  );
});
