import { OfferVehicles } from '../src/bookings/use-cases/waiting-list/offer-vehicles.js';
import { taking } from '../src/platform/work/locks.js';
import { type TestApp, startApp } from './support/app.js';
import { eventually } from './support/eventually.js';
import { Given, type GivenUser } from './support/given.js';
import { held } from './support/held.js';

describe('waiting for a vehicle (BK-14)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let holder: GivenUser;
  let first: GivenUser;
  let second: GivenUser;
  let reasonId: string;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
    [holder, first, second] = [
      await given.user(branchId, ['booker']),
      await given.user(branchId, ['booker']),
      await given.user(branchId, ['booker']),
    ];
    reasonId = await given.reason();
  });
  afterAll(() => app?.stop());

  /** Several at once, beside the service's own. */
  const sweep = (now?: Date) =>
    Promise.all([1, 2, 3].map(() => app.nest.get(OfferVehicles, { strict: false }).run(now)));
  /** Nobody ends or makes offers until it is released. */
  const noSweep = () => held(app.db, taking([['setting', 'waiting-list']]));
  const rowOf = (id: string) => ({
    text: 'SELECT FROM bookings.waiting_entries WHERE id = $1 FOR UPDATE',
    values: [id],
  });
  const taken = async (fields: object = {}) => {
    const vehicleId = await given.vehicle(branchId, fields);
    const wish = await given.wish(vehicleId, 3);
    const { id } = await holder.client.expect(201, 'POST', '/bookings', wish);
    return { vehicleId, start: wish.start, end: wish.end, bookingId: id as string };
  };
  const join = async ({ client }: GivenUser, body: object) =>
    (await client.expect(201, 'POST', '/waiting-list', body)).id as string;
  const entryOf = async ({ client }: GivenUser, id: string) =>
    (await client.expect(200, 'GET', '/waiting-list')).items.find((entry: { id: string }) => entry.id === id);
  const free = (bookingId: string) => holder.client.expect(200, 'POST', `/bookings/${bookingId}/cancellation`, {});
  const accept = ({ client }: GivenUser, id: string) => client.post(`/waiting-list/${id}/acceptance`, { reasonId });

  it('offers what has become free to the first in line, mails it, and books it by their yes', async () => {
    const { bookingId, ...wish } = await taken();
    const [mine, theirs] = [await join(first, wish), await join(second, wish)];
    await sweep();
    expect((await entryOf(first, mine)).state).toBe('waiting');
    expect((await accept(first, mine)).body.code).toBe('no_offer');
    await free(bookingId);
    await sweep();
    expect(await entryOf(first, mine)).toMatchObject({ state: 'offered', offeredVehicleId: wish.vehicleId });
    expect((await entryOf(second, theirs)).state).toBe('waiting');
    const events = async () =>
      (await app.db.query(`SELECT 1 FROM platform.outbox WHERE payload ->> 'entryId' = $1`, [mine])).rowCount;
    expect(await events()).toBe(1);
    await app.mail.waitFor(first.email, /Now available/);
    const booked = await accept(first, mine);
    expect(booked.status).toBe(201);
    expect(booked.body).toMatchObject({ ...wish, bookerId: first.id, state: 'confirmed' });
    expect(await entryOf(first, mine)).toMatchObject({ state: 'accepted', bookingId: booked.body.id });
    expect((await accept(first, mine)).body.code).toBe('no_offer');
    await sweep();
    expect((await entryOf(second, theirs)).state).toBe('waiting');
  });

  it('offers it to the next when the time is over or the first withdraws, and lapses with the start', async () => {
    const { bookingId, ...wish } = await taken();
    const [mine, theirs, late] = [await join(first, wish), await join(second, wish), await join(holder, wish)];
    await free(bookingId);
    await sweep();
    await sweep(new Date((await entryOf(first, mine)).offerEndsAt as string));
    expect((await entryOf(first, mine)).state).toBe('lapsed');
    expect((await accept(first, mine)).status).toBe(409);
    expect((await entryOf(second, theirs)).state).toBe('offered');
    await second.client.expect(204, 'DELETE', `/waiting-list/${theirs}`);
    await sweep();
    expect((await entryOf(holder, late)).state).toBe('offered');
    const unlucky = await join(first, { ...wish, vehicleId: await given.vehicle(branchId, { seats: 1 }), seats: 2 });
    await sweep(new Date(Date.parse(wish.start) + 1));
    expect((await entryOf(first, unlucky)).state).toBe('lapsed');
    expect((await entryOf(holder, late)).state).toBe('lapsed');
  });

  it('holds nothing: who books first has it, and who was offered it keeps their place', async () => {
    const { bookingId, ...wish } = await taken();
    const mine = await join(first, wish);
    await free(bookingId);
    await sweep();
    const turn = await noSweep();
    const { id } = await second.client.expect(201, 'POST', '/bookings', { ...wish, reasonId });
    const refused = await accept(first, mine);
    await turn.release();
    expect([refused.status, refused.body.code]).toEqual([409, 'vehicle_not_free']);
    expect(Array.isArray(refused.body.alternatives)).toBe(true);
    await sweep();
    expect((await entryOf(first, mine)).state).toBe('waiting');
    await second.client.expect(200, 'POST', `/bookings/${id}/cancellation`, {});
    await sweep();
    expect((await entryOf(first, mine)).state).toBe('offered');
  });

  it('whoever is first in line gets what became free after they were asked, and not who is asked next', async () => {
    const { bookingId, ...wish } = await taken();
    const turn = await noSweep();
    await free(bookingId);
    const entries = [await join(first, wish), await join(second, wish)];
    const [mine, theirs] = await Promise.all(entries.map((id) => held(app.db, rowOf(id))));
    const swept = turn.release().then(() => sweep());
    await mine!.waitedFor();
    const { id } = await holder.client.expect(201, 'POST', '/bookings', { ...wish, reasonId });
    await mine!.release();
    await theirs!.waitedFor();
    await free(id as string);
    await theirs!.release();
    await swept;
    expect((await entryOf(second, entries[1]!)).state).toBe('waiting');
    expect((await entryOf(first, entries[0]!)).state).toBe('offered');
  });

  it('knows of any vehicle of a branch, its groups and seats, and of one that comes back into service', async () => {
    const yard = await given.branch();
    const [one, two] = [await given.user(yard, ['booker']), await given.user(yard, ['booker'])];
    const groupId = await given.group([yard]);
    await given.vehicle(yard, { groupIds: [groupId] });
    await given.vehicle(yard, { seats: 2 });
    const { start, end } = await given.wish(branchId, 4);
    const mine = await join(one, { branchId: yard, start, end, seats: 4 });
    await sweep();
    expect((await entryOf(one, mine)).state).toBe('waiting');
    const vehicleId = await given.vehicle(yard, { seats: 4 });
    await app.admin.expect(200, 'PATCH', `/vehicles/${vehicleId}`, { state: 'disabled' });
    await sweep();
    expect((await entryOf(one, mine)).state).toBe('waiting');
    await app.admin.expect(200, 'PATCH', `/vehicles/${vehicleId}`, { state: 'active' });
    const closed = await app.admin.expect(201, 'POST', `/vehicles/${vehicleId}/unavailability`, {
      start,
      end,
      note: 'x',
    });
    await sweep();
    expect((await entryOf(one, mine)).state).toBe('waiting');
    await app.admin.expect(204, 'DELETE', `/vehicles/${vehicleId}/unavailability/${closed.id}`);
    await eventually('the service offers it by itself', async () => (await entryOf(one, mine)).state === 'offered');
    expect((await entryOf(one, mine)).offeredVehicleId).toBe(vehicleId);
    const other = await join(two, { branchId: yard, start, end, seats: 3 });
    await sweep();
    expect((await entryOf(two, other)).state).toBe('waiting');
  });

  it('accept × accept × a booking, 15 times: one gets it', async () => {
    for (let round = 0; round < 15; round += 1) {
      const { bookingId, ...wish } = await taken();
      const mine = await join(first, wish);
      await free(bookingId);
      await sweep();
      const answers = await Promise.all([
        accept(first, mine),
        accept(first, mine),
        second.client.post('/bookings', { ...wish, reasonId }),
      ]);
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 409)).toHaveLength(2);
    }
  });

  it('is everybody’s own: not to be read, accepted or withdrawn by others; gone with the person', async () => {
    const { bookingId, ...wish } = await taken();
    const leaver = await given.user(branchId, ['booker']);
    const theirs = await join(leaver, wish);
    await free(bookingId);
    await sweep();
    expect((await accept(first, theirs)).status).toBe(404);
    expect((await first.client.delete(`/waiting-list/${theirs}`)).status).toBe(404);
    expect(await entryOf(first, theirs)).toBeUndefined();
    const told = await leaver.client.expect(200, 'GET', '/me/export');
    expect(JSON.stringify(told)).toContain(theirs);
    await app.admin.expect(204, 'DELETE', `/users/${leaver.id}`);
    const { rowCount } = await app.db.query('SELECT 1 FROM bookings.waiting_entries WHERE id = $1', [theirs]);
    expect(rowCount).toBe(0);
    const foreign = await first.client.post('/waiting-list', { ...wish, vehicleId: crypto.randomUUID() });
    expect([foreign.status, foreign.body.code]).toEqual([404, 'unknown_reference']);
    const { start, end } = wish;
    expect((await first.client.post('/waiting-list', { start, end })).status).toBe(422);
  });
});
