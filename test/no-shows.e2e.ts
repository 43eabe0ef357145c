import { EndNoShows } from '../src/bookings/use-cases/end-no-shows.js';
import { WarnOfLateVehicles } from '../src/bookings/use-cases/warn-of-late-vehicles.js';
import { taking } from '../src/platform/work/locks.js';
import { type TestApp, startApp } from './support/app.js';
import { putBookings } from './support/bookings.js';
import { eventually } from './support/eventually.js';
import { Given, type GivenUser } from './support/given.js';
import { held } from './support/held.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ago = (ms: number) => new Date(Date.now() - ms);

describe('no-shows and vehicles that come back late (BK-12, BK-13)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let booker: GivenUser;
  let next: GivenUser;
  let reasonId: string;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
    booker = await given.user(branchId, ['booker']);
    next = await given.user(branchId, ['booker']);
    reasonId = await given.reason();
  });
  afterAll(() => app?.stop());

  const turnOn = (noShowMinutes: number | null) => app.admin.expect(200, 'PATCH', '/organisation', { noShowMinutes });
  /** Past every rule: a booking whose start is behind us cannot be made. */
  const put = async (start: Date, end: Date, fields: object = {}) => {
    const vehicleId = await given.vehicle(branchId);
    const booking = { vehicleId, branchId, bookerId: booker.id, start, end, reasonId, ...fields };
    return (await putBookings(app.db, [booking]))[0]!;
  };
  const stateOf = async (id: string) =>
    (await app.db.query('SELECT state FROM bookings.bookings WHERE id = $1', [id])).rows[0].state as string;
  const eventsOf = async (id: string, type: string) =>
    (
      await app.db.query(`SELECT payload FROM platform.outbox WHERE type = $1 AND payload ->> 'bookingId' = $2`, [
        type,
        id,
      ])
    ).rows;
  const mailsOf = async (id: string, template: string) =>
    (
      await app.db.query(
        `SELECT m.to_address FROM notifications.mails m JOIN platform.outbox o ON o.id = m.event_id
          WHERE m.template = $1 AND o.payload ->> 'bookingId' = $2`,
        [template, id],
      )
    ).rows.map(({ to_address }) => to_address as string);
  const sweeps = (job: typeof EndNoShows | typeof WarnOfLateVehicles, now?: Date) =>
    Promise.all(Array.from({ length: 6 }, () => app.nest.get<EndNoShows>(job, { strict: false }).run(now)));

  it('BK-12: off, a booking that nobody fetches stays; on, it is over N minutes after its start, and the vehicle free', async () => {
    const missed = await put(ago(31 * MINUTE), ago(-2 * HOUR));
    const early = await put(ago(29 * MINUTE), ago(-2 * HOUR));
    const old = await put(ago(60 * 24 * HOUR), ago(59 * 24 * HOUR));
    const lately = await put(ago(5 * HOUR), ago(4 * HOUR));
    const out = await put(ago(HOUR), ago(-HOUR), { state: 'in_use' });
    const waiting = await put(ago(HOUR), ago(-HOUR), { state: 'pending' });
    await sweeps(EndNoShows);
    expect(await stateOf(missed)).toBe('confirmed');
    await turnOn(30);
    // Six at once, beside the service's own: it is told once.
    await sweeps(EndNoShows);
    expect(await stateOf(missed)).toBe('no_show');
    expect(await stateOf(lately)).toBe('no_show');
    for (const id of [early, old]) expect(await stateOf(id)).toBe('confirmed');
    expect([await stateOf(out), await stateOf(waiting)]).toEqual(['in_use', 'pending']);
    expect(await eventsOf(missed, 'bookings.booking-missed')).toHaveLength(1);
    await eventually('the booker is told', async () => (await mailsOf(missed, 'no-show')).length > 0);
    expect(await mailsOf(missed, 'no-show')).toEqual([booker.email]);
    const { rows: entries } = await app.db.query(
      `SELECT calendar->>'method' AS method, calendar->>'uid' AS uid FROM notifications.mails WHERE template = 'no-show'
          AND calendar->>'uid' LIKE $1`,
      [`${missed}%`],
    );
    expect(entries).toEqual([{ method: 'CANCEL', uid: `${missed}@motorpool` }]);
    const { rows } = await app.db.query('SELECT vehicle_id FROM bookings.bookings WHERE id = $1', [missed]);
    const wish = { vehicleId: rows[0].vehicle_id, reasonId, ...given.fromNow() };
    await next.client.expect(201, 'POST', '/bookings', wish);
    const history = await booker.client.expect(200, 'GET', `/bookings/${missed}/history`);
    expect(history.items[0]).toMatchObject({ action: 'booking-missed', actorId: null });
    expect((await booker.client.post(`/bookings/${missed}/check-out`)).status).toBe(409);
    await turnOn(null);
  });

  it('BK-12: survives a clock that stood still, or jumps, and does not end the same twice', async () => {
    const missed = await put(ago(MINUTE), ago(-10 * HOUR));
    await turnOn(15);
    await sweeps(EndNoShows, ago(10 * MINUTE));
    expect(await stateOf(missed)).toBe('confirmed');
    await sweeps(EndNoShows, ago(-3 * HOUR));
    await sweeps(EndNoShows, ago(HOUR));
    await sweeps(EndNoShows, ago(-4 * HOUR));
    expect(await stateOf(missed)).toBe('no_show');
    expect(await eventsOf(missed, 'bookings.booking-missed')).toHaveLength(1);
    await turnOn(null);
  });

  it('BK-12: a booking that is moved in the moment before the sweep comes to it stays', async () => {
    await turnOn(30);
    const id = await put(ago(31 * MINUTE), ago(-2 * HOUR));
    const lock = await held(app.db, taking([['booking', id]]));
    const sweep = app.nest.get(EndNoShows, { strict: false }).run();
    await lock.waitedFor();
    await app.db.query('UPDATE bookings.bookings SET period = tstzrange($2, $3) WHERE id = $1', [
      ...[id, ago(-HOUR), ago(-2 * HOUR)],
    ]);
    await lock.release();
    await sweep;
    expect([await stateOf(id), await eventsOf(id, 'bookings.booking-missed')]).toEqual(['confirmed', []]);
    await turnOn(null);
  });

  it('BK-12: check-out × the sweep, 20 times: one of them has it', async () => {
    await turnOn(15);
    for (let round = 0; round < 20; round += 1) {
      const id = await put(ago(14 * MINUTE), ago(-HOUR));
      const [checkOut] = await Promise.all([
        booker.client.post(`/bookings/${id}/check-out`),
        sweeps(EndNoShows, ago(-2 * MINUTE)),
      ]);
      expect(await stateOf(id)).toBe(checkOut!.status === 200 ? 'in_use' : 'no_show');
      expect(await eventsOf(id, 'bookings.booking-missed')).toHaveLength(checkOut!.status === 200 ? 0 : 1);
    }
    await turnOn(null);
  });

  it('BK-13: a quarter of an hour before the start the next booker is told, once, with what is free', async () => {
    const out = await put(ago(2 * HOUR), ago(-5 * MINUTE), { state: 'in_use' });
    const { rows } = await app.db.query('SELECT vehicle_id FROM bookings.bookings WHERE id = $1', [out]);
    const vehicleId = rows[0].vehicle_id as string;
    const soon = await put(ago(-16 * MINUTE), ago(-2 * HOUR), { vehicleId, bookerId: next.id });
    const later = await put(ago(-3 * HOUR), ago(-4 * HOUR), { vehicleId, bookerId: next.id });
    const fine = await put(ago(-5 * MINUTE), ago(-HOUR));
    const instead = await given.vehicle(branchId, { name: '0 instead' });
    await sweeps(WarnOfLateVehicles);
    expect(await eventsOf(soon, 'bookings.vehicle-still-out')).toEqual([]);
    await sweeps(WarnOfLateVehicles, ago(-2 * MINUTE));
    const [told, ...again] = await eventsOf(soon, 'bookings.vehicle-still-out');
    expect(again).toEqual([]);
    expect(told.payload.alternatives[0]).toEqual({ id: instead, name: '0 instead' });
    for (const id of [later, fine]) expect(await eventsOf(id, 'bookings.vehicle-still-out')).toEqual([]);
    await eventually('the next booker is told', async () => (await mailsOf(soon, 'late-vehicle')).length > 0);
    expect(await mailsOf(soon, 'late-vehicle')).toEqual([next.email]);
    // BK-3: both stay as they are.
    expect([await stateOf(out), await stateOf(soon)]).toEqual(['in_use', 'confirmed']);
    // The clock goes back and on again.
    await sweeps(WarnOfLateVehicles, ago(HOUR));
    await sweeps(WarnOfLateVehicles, ago(-3 * MINUTE));
    expect(await eventsOf(soon, 'bookings.vehicle-still-out')).toHaveLength(1);
  });

  it('BK-13: nobody is told of a vehicle that is back, or that they have themselves', async () => {
    const out = await put(ago(2 * HOUR), ago(-2 * MINUTE), { state: 'in_use' });
    const { rows } = await app.db.query('SELECT vehicle_id FROM bookings.bookings WHERE id = $1', [out]);
    const own = await put(ago(-3 * MINUTE), ago(-HOUR), { vehicleId: rows[0].vehicle_id });
    await sweeps(WarnOfLateVehicles);
    expect(await eventsOf(own, 'bookings.vehicle-still-out')).toEqual([]);
    const theirs = await put(ago(-2 * HOUR), ago(-3 * HOUR), { vehicleId: rows[0].vehicle_id, bookerId: next.id });
    await booker.client.expect(200, 'POST', `/bookings/${out}/return`, {});
    await sweeps(WarnOfLateVehicles, ago(-2 * HOUR));
    expect(await eventsOf(theirs, 'bookings.vehicle-still-out')).toEqual([]);
  });
});
