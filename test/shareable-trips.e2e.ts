import { type TestApp, startApp } from './support/app.js';
import { putBookings, type Put } from './support/bookings.js';
import type { Client } from './support/client.js';
import { Given, type GivenUser } from './support/given.js';

const MINUTE = 60_000;
const day = (hours: number) => new Date(Date.UTC(2040, 5, 1, hours));
const span = (from: Date, to: Date) => `from=${from.toISOString()}&to=${to.toISOString()}`;

describe('trips to share (BK-7)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let booker: GivenUser;
  let other: GivenUser;
  let reasonId: string;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    reasonId = await given.reason();
    branchId = await given.branch();
    booker = await given.user(branchId, ['booker']);
    other = await given.user(branchId, ['booker']);
  });
  afterAll(() => app?.stop());

  const find = (query: string, client: Client = booker.client): Promise<{ trips: object[] }> =>
    client.expect(200, 'GET', `/availability?${query}`);
  const put = (vehicleId: string, start: Date, end: Date, fields: Partial<Put> = {}) =>
    putBookings(app.db, [{ vehicleId, branchId, bookerId: other.id, reasonId, start, end, ...fields }]);

  it('BK-7: trips to ride along on: same place, within 15 minutes, a seat left, not whole, not one’s own', async () => {
    const make = async (fields: Partial<Put>, seats = 3, from = 0, to = 0) => {
      const vehicleId = await given.vehicle(branchId, { seats });
      const [start, end] = [new Date(+day(10) + from * MINUTE), new Date(+day(12) + to * MINUTE)];
      return (await put(vehicleId, start, end, { destination: 'The Coast', ...fields }))[0]!;
    };
    const third = await given.contact(branchId);
    const early = await make({}, 3, -15, 15);
    const late = await make({ passengerIds: [third] }, 3, 15, -15);
    await make({}, 3, -16);
    await make({}, 3, 0, 16);
    await make({ passengerIds: [third] }, 2);
    await make({}, 1);
    await make({ wholeVehicle: true });
    await make({ destination: 'The hills' });
    await make({ destination: null });
    await make({ bookerId: booker.id });
    await make({ passengerIds: [booker.id] });
    await make({ state: 'pending' });
    await make({ state: 'cancelled' });
    const query = `${span(day(10), day(12))}&destination=the%20coast`;
    expect((await find(query)).trips).toEqual([
      expect.objectContaining({ bookingId: early, seatsLeft: 2, destination: 'The Coast' }),
      expect.objectContaining({ bookingId: late, seatsLeft: 1 }),
    ]);
    expect((await find(`${query}&seats=2`)).trips).toMatchObject([{ bookingId: early }]);
    expect((await find(span(day(10), day(12)))).trips).toEqual([]);
    expect(JSON.stringify((await find(query)).trips)).not.toContain(other.id);
    const abroad = await given.branch();
    expect((await find(`${query}&branchId=${abroad}`)).trips).toEqual([]);
    const stranger = await given.user(abroad, ['booker']);
    expect((await find(query, stranger.client)).trips).toEqual([]);
  });
});
