import { OfferVehicles } from '../src/bookings/use-cases/waiting-list/offer-vehicles.js';
import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser } from './support/given.js';
import { stopSweeps } from './support/stop-sweeps.js';

const MINUTE = 60_000;
const later = (instant: string, minutes: number) => new Date(Date.parse(instant) + minutes * MINUTE).toISOString();

/** What is offered is what could be booked: by the person's rights and groups, the vehicle's policy and state. */
describe('BK-14: an offer is one that can be accepted', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let first: GivenUser;
  let second: GivenUser;
  let reasonId: string;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
    [first, second] = [await given.user(branchId, ['booker']), await given.user(branchId, ['booker'])];
    reasonId = await given.reason();
    await stopSweeps(app);
  });
  afterAll(() => app?.stop());

  /** Several at once. */
  const sweep = (now?: Date) =>
    Promise.all([1, 2, 3].map(() => app.nest.get(OfferVehicles, { strict: false }).run(now)));
  const times = async (days: number, hours = 1) => {
    const { start, end } = await given.wish(branchId, days, hours);
    return { start, end };
  };
  const join = async ({ client }: GivenUser, body: object) =>
    (await client.expect(201, 'POST', '/waiting-list', body)).id as string;
  const entryOf = async (id: string) => {
    const { rows } = await app.db.query(
      `SELECT state, offered_vehicle_id AS "vehicleId", offer_ends_at AS "endsAt" FROM bookings.waiting_entries WHERE id = $1`,
      [id],
    );
    return rows[0];
  };
  const stateOf = async (id: string) => (await entryOf(id)).state as string;
  const accept = ({ client }: GivenUser, id: string) => client.post(`/waiting-list/${id}/acceptance`, { reasonId });
  const edit = (vehicleId: string, body: object) => app.admin.expect(200, 'PATCH', `/vehicles/${vehicleId}`, body);

  it('BK-5: not what the policy refuses: the next in line, whom it lets through, is asked', async () => {
    const policyId = await given.policy({ maxMinutes: 60 });
    const vehicleId = await given.vehicle(branchId, { policyId });
    const { start, end } = await times(3);
    const [long, short] = [
      await join(first, { vehicleId, start, end: later(end, 30) }),
      await join(second, { vehicleId, start, end }),
    ];
    await sweep();
    expect([await stateOf(long), await stateOf(short)]).toEqual(['waiting', 'offered']);
    expect((await accept(second, short)).status).toBe(201);
  });

  it('BK-5: the first by name whose policy allows it, where any of the branch will do', async () => {
    const yard = await given.branch();
    const person = await given.user(yard, ['booker']);
    const weekend = await given.policy({ maxMinutes: 30 });
    await given.vehicle(yard, { name: 'A', policyId: weekend });
    const vehicleId = await given.vehicle(yard, { name: 'B' });
    const entry = await join(person, { branchId: yard, ...(await times(3)) });
    await sweep();
    expect(await entryOf(entry)).toMatchObject({ state: 'offered', vehicleId });
    expect((await accept(person, entry)).status).toBe(201);
  });

  it('BK-5: not beyond somebody’s quota, and no longer once it is used up elsewhere', async () => {
    const policyId = await given.policy({ maxOpenPerPerson: 1 });
    const [one, two] = [await given.vehicle(branchId, { policyId }), await given.vehicle(branchId, { policyId })];
    const person = await given.user(branchId, ['booker']);
    const { start, end } = await times(4);
    const entry = await join(person, { vehicleId: one, start, end });
    await sweep();
    expect(await stateOf(entry)).toBe('offered');
    const { id } = await person.client.expect(201, 'POST', '/bookings', { vehicleId: two, start, end, reasonId });
    expect((await accept(person, entry)).status).toBe(422);
    await sweep();
    expect(await stateOf(entry)).toBe('waiting');
    await person.client.expect(200, 'POST', `/bookings/${id}/cancellation`, {});
    await sweep();
    expect((await accept(person, entry)).status).toBe(201);
  });

  it('BK-5: not within the buffer of another booking', async () => {
    const policyId = await given.policy({ bufferMinutes: 60 });
    const vehicleId = await given.vehicle(branchId, { policyId });
    const { start, end } = await times(5);
    const wish = { vehicleId, start: end, end: later(end, 60), reasonId };
    const { id } = await second.client.expect(201, 'POST', '/bookings', wish);
    const entry = await join(first, { vehicleId, start, end });
    await sweep();
    expect(await stateOf(entry)).toBe('waiting');
    await second.client.expect(200, 'POST', `/bookings/${id}/cancellation`, {});
    await sweep();
    expect((await accept(first, entry)).status).toBe(201);
  });

  it('BK-5: only until the notice that the policy wants', async () => {
    const policyId = await given.policy({ minNoticeMinutes: 115 });
    const vehicleId = await given.vehicle(branchId, { policyId });
    const start = new Date(Math.ceil(Date.now() / MINUTE) * MINUTE + 120 * MINUTE).toISOString();
    const entry = await join(first, { vehicleId, start, end: later(start, 60) });
    await sweep();
    const { state, endsAt } = await entryOf(entry);
    expect([state, endsAt.toISOString()]).toEqual(['offered', later(start, -115)]);
    await sweep(endsAt);
    expect(await stateOf(entry)).toBe('lapsed');
  });

  it('BR-4: not what is in none of their groups, and no longer once it is', async () => {
    const [theirs, others] = [await given.group([branchId]), await given.group([branchId])];
    const member = await given.user(branchId, ['booker'], { groupIds: [theirs] });
    const vehicleId = await given.vehicle(branchId, { groupIds: [others] });
    const entry = await join(member, { vehicleId, ...(await times(6)) });
    await sweep();
    expect(await stateOf(entry)).toBe('waiting');
    await edit(vehicleId, { groupIds: [others, theirs] });
    await sweep();
    expect(await stateOf(entry)).toBe('offered');
    await edit(vehicleId, { groupIds: [others] });
    await sweep();
    expect(await stateOf(entry)).toBe('waiting');
  });

  it('BR-6: an offer of what is disabled, or has too few seats by now, is taken back; they keep their place', async () => {
    const vehicleId = await given.vehicle(branchId, { seats: 5 });
    const wish = { vehicleId, ...(await times(7)), seats: 4 };
    const [mine, theirs] = [await join(first, wish), await join(second, wish)];
    await sweep();
    for (const [body, back] of [
      [{ state: 'disabled' }, { state: 'active' }],
      [{ seats: 3 }, { seats: 5 }],
    ]) {
      expect(await stateOf(mine)).toBe('offered');
      await edit(vehicleId, body!);
      await sweep();
      expect([await stateOf(mine), await stateOf(theirs)]).toEqual(['waiting', 'waiting']);
      await edit(vehicleId, back!);
      await sweep();
    }
    expect([await stateOf(mine), await stateOf(theirs)]).toEqual(['offered', 'waiting']);
    expect((await accept(first, mine)).status).toBe(201);
  });

  it('RP-12: of somebody who may not book there any more, or is suspended, the next in line gets it', async () => {
    const vehicleId = await given.vehicle(branchId);
    const wish = { vehicleId, ...(await times(8)) };
    const [losesRole, suspended] = [await given.user(branchId, ['booker']), await given.user(branchId, ['booker'])];
    const entries = [await join(losesRole, wish), await join(suspended, wish), await join(first, wish)];
    const states = () => Promise.all(entries.map(stateOf));
    await sweep();
    expect(await states()).toEqual(['offered', 'waiting', 'waiting']);
    await app.admin.expect(200, 'PUT', `/users/${losesRole.id}/roles`, { roles: [] });
    await sweep();
    expect(await states()).toEqual(['waiting', 'offered', 'waiting']);
    await app.admin.expect(200, 'POST', `/users/${suspended.id}/suspension`, {});
    await sweep();
    expect(await states()).toEqual(['waiting', 'waiting', 'offered']);
    expect((await accept(first, entries[2]!)).status).toBe(201);
  });

  it('a worker whose clock is a day ahead ends what it thinks is over, and makes no offer twice', async () => {
    const vehicleId = await given.vehicle(branchId);
    const wish = { vehicleId, ...(await times(9)) };
    const entries = [await join(first, wish), await join(second, wish)];
    const offers = async () => {
      const { rowCount } = await app.db.query(`SELECT 1 FROM platform.outbox WHERE payload ->> 'entryId' = ANY ($1)`, [
        entries,
      ]);
      return rowCount;
    };
    await sweep();
    const tomorrow = new Date(Date.now() + 24 * 60 * MINUTE);
    await sweep(tomorrow);
    await sweep();
    await sweep(tomorrow);
    expect(await Promise.all(entries.map(stateOf))).toEqual(['lapsed', 'offered']);
    expect(await offers()).toBe(2);
    expect((await accept(second, entries[1]!)).status).toBe(201);
  });
});
