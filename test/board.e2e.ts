import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser } from './support/given.js';

interface Block {
  vehicleId: string;
  start: string;
  end: string;
  kind: string;
  state: string | null;
  mine: boolean;
  late?: true;
  bookingId?: string;
  title?: string;
  destination?: string;
}

describe('the board', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let vehicleId: string;
  let driver: GivenUser;
  let other: GivenUser;
  let manager: GivenUser;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch({ timeZone: 'Pacific/Auckland' });
    driver = await given.user(branchId, ['booker']);
    other = await given.user(branchId, ['booker']);
    manager = await given.user(branchId, ['branch_admin']);
    const policyId = await given.policy({ bufferMinutes: 30 });
    vehicleId = await given.vehicle(branchId, { policyId });
    await driver.client.expect(201, 'POST', '/bookings', { ...(await given.wish(vehicleId, 3)), destination: 'Bay 4' });
  });
  afterAll(() => app?.stop());

  const day = 86_400_000;
  const spanOf = (daysAhead: number, days: number) => {
    const from = Date.now() + daysAhead * day;
    return { from: new Date(from).toISOString(), to: new Date(from + days * day).toISOString() };
  };
  const pathOf = (query: object) => `/board?${new URLSearchParams({ branchId, ...query })}`;
  const board = (who: GivenUser, query: object = spanOf(2, 2)) => who.client.expect(200, 'GET', pathOf(query));
  const kinds = ({ blocks }: { blocks: Block[] }) => blocks.map(({ kind }) => kind).sort();

  it('BR-3, BK-5: shows the vehicles of the branch, their bookings and the buffers around them', async () => {
    const shown = await board(driver);
    expect(shown).toMatchObject({ timeZone: 'Pacific/Auckland', moreVehicles: false });
    expect(shown.vehicles).toEqual([
      expect.objectContaining({ id: vehicleId, state: 'active', bookable: true, bufferMinutes: 30 }),
    ]);
    expect(kinds(shown)).toEqual(['booking', 'buffer', 'buffer']);
    const booking = shown.blocks.find(({ kind }: Block) => kind === 'booking');
    const buffers = shown.blocks.filter(({ kind }: Block) => kind === 'buffer');
    expect(buffers.map(({ end }: Block) => end)).toContain(booking.start);
    expect(buffers.map(({ start }: Block) => start)).toContain(booking.end);
  });

  it('RP-13: a booking that one may not read takes the time, and says nothing of who has it or where', async () => {
    const [mine, theirs, managed] = await Promise.all([driver, other, manager].map((who) => board(who)));
    const bookingOf = ({ blocks }: { blocks: Block[] }) => blocks.find(({ kind }) => kind === 'booking')!;
    expect(bookingOf(mine)).toMatchObject({
      mine: true,
      title: expect.stringMatching(/^Person/),
      destination: 'Bay 4',
    });
    expect(bookingOf(mine).bookingId).toBeDefined();
    const { start, end } = bookingOf(mine);
    expect(bookingOf(theirs)).toEqual({ vehicleId, start, end, kind: 'booking', state: 'confirmed', mine: false });
    expect(bookingOf(managed)).toMatchObject({ mine: false, destination: 'Bay 4' });
    expect(JSON.stringify(theirs)).not.toContain(driver.id);
  });

  it('BR-5: shows when a vehicle is out of service, and why', async () => {
    const closed = await given.vehicle(branchId);
    const { from: start, to: end } = spanOf(10, 1);
    await manager.client.expect(201, 'POST', `/vehicles/${closed}/unavailability`, { start, end, note: 'New tyres' });
    const { blocks } = await board(other, spanOf(9, 3));
    expect(blocks).toEqual([
      expect.objectContaining({ vehicleId: closed, kind: 'unavailable', title: 'New tyres', state: null }),
    ]);
  });

  it('BK-2: a vehicle that is still out after its booking has ended is shown as late', async () => {
    const out = await given.vehicle(branchId);
    const times = given.fromNow(1);
    const { id } = await driver.client.expect(201, 'POST', '/bookings', { ...(await given.wish(out)), ...times });
    await driver.client.expect(200, 'POST', `/bookings/${id}/check-out`);
    const yesterday = `tstzrange(now() - interval '30 hours', now() - interval '28 hours')`;
    await app.db.query(`UPDATE bookings.bookings SET period = ${yesterday} WHERE id = $1`, [id]);
    const today = await board(driver, spanOf(-0.1, 1));
    expect(today.blocks).toEqual([expect.objectContaining({ bookingId: id, state: 'in_use', late: true })]);
    const tomorrow = await board(driver, spanOf(0.5, 1));
    expect(tomorrow.blocks).toEqual([]);
  });

  it('BR-4, BR-6: says which vehicles the caller may book', async () => {
    const groupId = await given.group([branchId]);
    const grouped = await given.vehicle(branchId, { groupIds: [groupId] });
    const disabled = await given.vehicle(branchId);
    await app.admin.expect(200, 'PATCH', `/vehicles/${disabled}`, { state: 'disabled' });
    const archived = await given.vehicle(branchId);
    await app.admin.expect(204, 'DELETE', `/vehicles/${archived}`);
    const bookableBy = async (who: GivenUser) => {
      const { vehicles } = await board(who);
      return new Map(vehicles.map(({ id, bookable }: { id: string; bookable: boolean }) => [id, bookable]));
    };
    const forBooker = await bookableBy(other);
    expect([grouped, disabled, archived].map((id) => forBooker.get(id))).toEqual([false, false, undefined]);
    expect((await bookableBy(manager)).get(grouped)).toBe(true);
  });

  it('RP-13: a branch out of reach answers as one that does not exist', async () => {
    const elsewhere = await given.branch();
    const answers = await Promise.all(
      [elsewhere, '01890a5d-ac96-774b-bcce-b302099a8057'].map((id) =>
        driver.client.get(`/board?${new URLSearchParams({ ...spanOf(0, 1), branchId: id })}`),
      ),
    );
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [404, 'not_found'],
      [404, 'not_found'],
    ]);
  });

  it('answers 304 to whoever has the board as it is, and the board after any change of it', async () => {
    const path = pathOf(spanOf(20, 2));
    const ask = (tag?: string) => driver.client.get(path, tag ? { headers: { 'if-none-match': tag } } : {});
    const tagOf = async () => (await ask()).headers.get('etag')!;
    const empty = await tagOf();
    expect(empty).toMatch(/^"[^"]+"$/);
    expect([(await ask(empty)).status, (await ask(`W/${empty}`)).status, (await ask('"another"')).status]).toEqual([
      304, 304, 200,
    ]);
    const { id } = await other.client.expect(201, 'POST', '/bookings', await given.wish(vehicleId, 21));
    const booked = await ask(empty);
    expect([booked.status, kinds(booked.body)]).toEqual([200, ['booking', 'buffer', 'buffer']]);
    expect((await ask(booked.headers.get('etag')!)).status).toBe(304);
    await other.client.expect(200, 'POST', `/bookings/${id}/cancellation`, {});
    expect((await ask(booked.headers.get('etag')!)).status).toBe(200);
    await app.admin.expect(200, 'PATCH', `/vehicles/${vehicleId}`, { name: 'Another name' });
    expect((await ask(empty)).status).toBe(200);
  });

  it('RP-13: two people who see different boards have different tags', async () => {
    const tags = await Promise.all(
      [driver, other].map(async (who) => (await who.client.get(pathOf(spanOf(2, 2)))).headers.get('etag')),
    );
    expect(tags[0]).not.toBe(tags[1]);
  });

  it('BK-5: shows five weeks also where the clocks are put back in them', async () => {
    const [from, to] = ['2040-10-01T00:00:00+02:00', '2040-11-05T00:00:00+01:00'];
    await driver.client.expect(200, 'GET', pathOf({ from, to }));
    const refused = await driver.client.get(pathOf({ from, to: '2040-11-06T00:00:00+01:00' }));
    expect(refused.status).toBe(422);
  });

  it.each([
    ['more than 35 days', 0, 36],
    ['a span that ends before it begins', 1, -1],
  ])('refuses %s', async (_what, ahead, days) => {
    const refused = await driver.client.get(pathOf(spanOf(ahead, days)));
    expect([refused.status, refused.body.errors[0].field]).toEqual([422, 'to']);
  });
});
