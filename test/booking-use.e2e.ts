import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser } from './support/given.js';
import { settled } from './support/stored.js';

const HOUR = 3_600_000;
const later = (instant: string, hours: number) => new Date(Date.parse(instant) + hours * HOUR).toISOString();

describe('driving off, coming back, seats (BK-8, BK-11)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let booker: GivenUser;
  let rider: GivenUser;
  let admin: GivenUser;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
    booker = await given.user(branchId, ['booker']);
    rider = await given.user(branchId, ['booker']);
    admin = await given.user(branchId, ['booking_admin']);
  });
  afterAll(() => app?.stop());

  const book = async (fields: object = {}) => {
    const wish = { ...(await given.wish(await given.vehicle(branchId), 5, 2)), ...fields };
    return booker.client.expect(201, 'POST', '/bookings', wish);
  };
  const mailsTo = async (userId: string, template: string) => {
    await settled(app);
    const { rows } = await app.db.query('SELECT model FROM notifications.mails WHERE user_id = $1 AND template = $2', [
      userId,
      template,
    ]);
    return rows.map(({ model }) => model as Record<string, unknown>);
  };

  describe('BK-11: check-out and return', () => {
    it('an early return frees the rest, and the odometer goes on the vehicle', async () => {
      const vehicleId = await given.vehicle(branchId, { odometer: 1_000 });
      const made = await book({ vehicleId, ...given.fromNow(8) });
      const out = await booker.client.expect(200, 'POST', `/bookings/${made.id}/check-out`);
      expect(out).toMatchObject({ state: 'in_use' });
      const rest = { ...(await given.wish(vehicleId)), start: later(made.start, 2), end: later(made.start, 4) };
      expect((await rider.client.post('/bookings', rest)).status).toBe(409);
      const back = await booker.client.expect(200, 'POST', `/bookings/${made.id}/return`, {
        odometer: 1_042,
        notes: 'Ok.',
      });
      expect(back).toMatchObject({ state: 'completed', odometer: 1_042, returnNotes: 'Ok.', bookedEnd: made.end });
      expect(Date.parse(back.end)).toBeLessThan(Date.parse(made.start) + HOUR);
      expect((await rider.client.post('/bookings', rest)).status).toBe(201);
      expect((await app.admin.expect(200, 'GET', `/vehicles/${vehicleId}`)).odometer).toBe(1_042);
      const history = await booker.client.expect(200, 'GET', `/bookings/${made.id}/history`);
      const acts = history.items.map(({ action }: { action: string }) => action);
      expect(acts).toEqual(['booking-returned', 'booking-checked-out', 'booking-confirmed']);
    });

    it.each([
      ['less than it showed', 999],
      ['more than anybody drives', 90_000],
    ])('an odometer that shows %s is refused, and nothing changes', async (_, odometer) => {
      const vehicleId = await given.vehicle(branchId, { odometer: 1_000 });
      const made = await book({ vehicleId, ...given.fromNow() });
      await booker.client.expect(200, 'POST', `/bookings/${made.id}/check-out`);
      const { status, body } = await booker.client.post(`/bookings/${made.id}/return`, { odometer });
      expect([status, body.code, body.last]).toEqual([422, 'odometer_implausible', 1_000]);
      expect((await booker.client.expect(200, 'GET', `/bookings/${made.id}`)).state).toBe('in_use');
      expect((await app.admin.expect(200, 'GET', `/vehicles/${vehicleId}`)).odometer).toBe(1_000);
    });

    it('nobody drives off days before, twice, or in what is cancelled', async () => {
      const made = await book();
      const early = await booker.client.post(`/bookings/${made.id}/check-out`);
      expect([early.status, early.body.code]).toEqual([409, 'too_early_to_check_out']);
      const returned = await booker.client.post(`/bookings/${made.id}/return`, {});
      expect([returned.status, returned.body.code]).toEqual([409, 'illegal_transition']);
      const now = await book(given.fromNow());
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => booker.client.post(`/bookings/${now.id}/check-out`)),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(409)]);
      const cancelled = await booker.client.post(`/bookings/${now.id}/cancellation`, {});
      expect([cancelled.status, cancelled.body.code]).toEqual([409, 'illegal_transition']);
    });
  });

  describe('BK-11: driving off early', () => {
    const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
    const checkOut = (id: string) => booker.client.post(`/bookings/${id}/check-out`);

    it('takes the vehicle from then on: nobody else gets the time before the start', async () => {
      const vehicleId = await given.vehicle(branchId);
      const made = await book({ vehicleId, start: inMinutes(50), end: inMinutes(170) });
      const between = { ...(await given.wish(vehicleId)), start: inMinutes(10), end: inMinutes(40) };
      const out = await booker.client.expect(200, 'POST', `/bookings/${made.id}/check-out`);
      expect(Date.parse(out.start)).toBeLessThanOrEqual(Date.now());
      expect(out).toMatchObject({ state: 'in_use', end: made.end });
      const { status, body } = await rider.client.post('/bookings', between);
      expect([status, body.code]).toEqual([409, 'vehicle_not_free']);
    });

    it('is not to be had while somebody else has the vehicle, or it is out of service: 409, and nothing changes', async () => {
      const [taken, closed] = [await given.vehicle(branchId), await given.vehicle(branchId)];
      const times = { start: inMinutes(50), end: inMinutes(170) };
      const [mine, other] = [await book({ vehicleId: taken, ...times }), await book({ vehicleId: closed, ...times })];
      const between = { ...(await given.wish(taken)), start: inMinutes(10), end: inMinutes(40) };
      const before = await rider.client.expect(201, 'POST', '/bookings', between);
      const outage = { start: inMinutes(10), end: inMinutes(40), note: 'Oil' };
      await app.admin.expect(201, 'POST', `/vehicles/${closed}/unavailability`, outage);
      for (const { id, start } of [mine, other]) {
        const { status, body } = await checkOut(id);
        expect([status, body.code]).toEqual([409, 'too_early_to_check_out']);
        expect(await booker.client.expect(200, 'GET', `/bookings/${id}`)).toMatchObject({ state: 'confirmed', start });
      }
      await rider.client.expect(200, 'POST', `/bookings/${before.id}/cancellation`, {});
      expect((await checkOut(mine.id)).status).toBe(200);
    });
  });

  describe('BK-8: seats', () => {
    it('anybody of the branch takes one without consent; the driver is told; it is given up again', async () => {
      const made = await book();
      const aboard = await rider.client.expect(201, 'POST', `/bookings/${made.id}/seats`, {});
      expect(aboard.passengerIds).toEqual([rider.id]);
      expect(await mailsTo(booker.id, 'seat-taken')).toEqual([expect.objectContaining({ mine: true, by: null })]);
      const twice = await rider.client.post(`/bookings/${made.id}/seats`, {});
      expect([twice.status, twice.body.code]).toEqual([409, 'already_aboard']);
      const inCapitals = await booker.client.post(`/bookings/${made.id}/seats`, { userId: rider.id.toUpperCase() });
      expect([inCapitals.status, inCapitals.body.code]).toEqual([409, 'already_aboard']);
      const edit = await rider.client.patch(`/bookings/${made.id}`, { notes: 'Mine now.' });
      expect([edit.status, edit.body.code]).toEqual([403, 'forbidden']);
      expect((await rider.client.post(`/bookings/${made.id}/cancellation`, {})).status).toBe(403);
      expect((await rider.client.delete(`/bookings/${made.id}/seats`)).status).toBe(204);
      expect(await mailsTo(booker.id, 'seat-given-up')).toHaveLength(1);
      expect((await rider.client.delete(`/bookings/${made.id}/seats`)).status).toBe(404);
    });

    it('the driver and the admins put people in and out; passengers do not', async () => {
      const [made, guest, another] = [await book(), await given.contact(branchId), await given.contact(branchId)];
      await booker.client.expect(201, 'POST', `/bookings/${made.id}/seats`, { userId: guest });
      expect(await mailsTo(guest, 'seat-taken')).toEqual([expect.objectContaining({ theirs: true })]);
      await rider.client.expect(201, 'POST', `/bookings/${made.id}/seats`);
      expect((await rider.client.post(`/bookings/${made.id}/seats`, { userId: another })).status).toBe(403);
      expect((await rider.client.delete(`/bookings/${made.id}/seats`, { body: { userId: guest } })).status).toBe(403);
      expect((await admin.client.delete(`/bookings/${made.id}/seats`, { body: { userId: guest } })).status).toBe(204);
      expect(await mailsTo(guest, 'seat-given-up')).toHaveLength(1);
      expect((await booker.client.expect(200, 'GET', `/bookings/${made.id}`)).passengerIds).toEqual([rider.id]);
    });

    it('not in a whole vehicle, not in one of another branch, not in one that is over', async () => {
      const whole = await book({ wholeVehicle: true });
      const refused = await rider.client.post(`/bookings/${whole.id}/seats`, {});
      expect([refused.status, refused.body.code]).toEqual([409, 'whole_vehicle_booked']);
      const stranger = await given.user(await given.branch(), ['booker']);
      const made = await book();
      expect((await stranger.client.post(`/bookings/${made.id}/seats`, {})).status).toBe(404);
      await booker.client.expect(200, 'POST', `/bookings/${made.id}/cancellation`, {});
      const over = await rider.client.post(`/bookings/${made.id}/seats`, {});
      expect([over.status, over.body.code]).toEqual([409, 'illegal_transition']);
    });

    it('BK-8: passengers are told when it is moved, when it gets another vehicle, when it is cancelled', async () => {
      const made = await book();
      const along = await given.user(branchId, ['booker']);
      await along.client.expect(201, 'POST', `/bookings/${made.id}/seats`);
      await booker.client.expect(200, 'PATCH', `/bookings/${made.id}`, { end: later(made.end, 1) });
      await booker.client.expect(200, 'PATCH', `/bookings/${made.id}`, { vehicleId: await given.vehicle(branchId) });
      await booker.client.expect(200, 'POST', `/bookings/${made.id}/cancellation`, {});
      expect(await mailsTo(along.id, 'booking-changed')).toHaveLength(2);
      expect(await mailsTo(along.id, 'booking-cancelled')).toHaveLength(1);
    });

    it('a vehicle does not lose the seats that people have, also when both happen at once', async () => {
      const vehicleId = await given.vehicle(branchId, { seats: 3 });
      const made = await book({ vehicleId, passengerIds: [rider.id] });
      const reduce = (seats: number) => app.admin.patch(`/vehicles/${vehicleId}`, { seats });
      const refused = await reduce(1);
      expect([refused.status, refused.body.code]).toEqual([409, 'vehicle_has_bookings']);
      expect(refused.body.bookings).toEqual([expect.objectContaining({ id: made.id })]);
      const other = await given.user(branchId, ['booker']);
      for (let round = 0; round < 10; round += 1) {
        const [seat, fewer] = await Promise.all([other.client.post(`/bookings/${made.id}/seats`), reduce(2)]);
        expect([seat!.status, fewer!.status].sort()).toEqual(seat!.status === 201 ? [201, 409] : [200, 409]);
        await other.client.delete(`/bookings/${made.id}/seats`);
        await app.admin.expect(200, 'PATCH', `/vehicles/${vehicleId}`, { seats: 3 });
      }
    });
  });
});
