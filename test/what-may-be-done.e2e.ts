import { type TestApp, startApp } from './support/app.js';
import { type Put, putBookings } from './support/bookings.js';
import { Given, type GivenUser } from './support/given.js';

const HOUR = 3_600_000;
const later = (hours: number) => new Date(Date.now() + hours * HOUR);

interface Booking {
  id: string;
  start: string;
  end: string;
  vehicleId: string;
}
/** How each is done, in a way that nothing but permission and state can stand against. */
const DOING: Record<string, (booking: Booking) => [method: string, path: string, body?: object]> = {
  change: () => ['PATCH', '', { notes: crypto.randomUUID() }],
  move: ({ start, end }) => ['PATCH', '', { start: shifted(start), end: shifted(end) }],
  // Not into the past, where it is late.
  extend: ({ end }) => [
    'POST',
    '/extension',
    { end: shifted(end > later(0).toISOString() ? end : later(0).toISOString()) },
  ],
  cancel: () => ['POST', '/cancellation', {}],
  check_out: () => ['POST', '/check-out'],
  return: () => ['POST', '/return', {}],
  take_seat: () => ['POST', '/seats', {}],
  give_up_seat: () => ['DELETE', '/seats', {}],
};
const shifted = (instant: string) => new Date(Date.parse(instant) + HOUR).toISOString();
/** Refusals that say: not you, or not now. */
const NOT_YOU_OR_NOT_NOW = [
  ...['forbidden', 'not_found', 'illegal_transition', 'booking_not_editable', 'too_early_to_check_out'],
  ...['already_aboard', 'whole_vehicle_booked', 'no_seat_left'],
];

describe('what may be done with a booking', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let reasonId: string;
  let people: Record<string, GivenUser>;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
    reasonId = await given.reason();
    const elsewhere = await given.branch();
    const users = {
      booker: given.user(branchId, ['booker']),
      passenger: given.user(branchId, ['booker']),
      originator: given.user(branchId, ['booker', 'on_behalf_booker']),
      colleague: given.user(branchId, ['booker']),
      admin: given.user(branchId, ['booking_admin']),
      approver: given.user(branchId, ['booking_approver']),
      accountant: given.user(branchId, ['accountant']),
      stranger: given.user(elsewhere, ['branch_admin']),
    };
    const made = await Promise.all(Object.values(users));
    people = Object.fromEntries(Object.keys(users).map((name, index) => [name, made[index]!]));
  });
  afterAll(() => app?.stop());

  /** A booking of a vehicle that nobody else has. */
  async function put(fields: Partial<Put>): Promise<Booking> {
    const vehicleId = await given.vehicle(branchId, { seats: 3 });
    const { booker, passenger, originator } = people as Record<string, GivenUser>;
    const whose = { bookerId: booker!.id, originatorId: originator!.id, passengerIds: [passenger!.id] };
    const times = { start: later(24), end: later(26) };
    const booking: Put = { vehicleId, branchId, reasonId, ...whose, ...times, ...fields };
    const [id] = await putBookings(app.db, [booking]);
    if (booking.state === 'in_use') {
      await app.db.query('UPDATE bookings.bookings SET checked_out_at = lower(period) WHERE id = $1', [id]);
    }
    return { id: id!, vehicleId, start: booking.start.toISOString(), end: booking.end.toISOString() };
  }

  const kinds: Record<string, () => Partial<Put>> = {
    'pending ahead': () => ({ state: 'pending' }),
    'pending, begun': () => ({ state: 'pending', start: later(-1), end: later(1) }),
    'confirmed ahead': () => ({}),
    'confirmed, whole vehicle': () => ({ wholeVehicle: true }),
    'confirmed, full': () => ({ passengerIds: [people.passenger!.id, people.accountant!.id] }),
    'confirmed, soon': () => ({ start: later(0.5), end: later(2) }),
    'confirmed, begun': () => ({ start: later(-1), end: later(1) }),
    'confirmed, over': () => ({ start: later(-3), end: later(-1) }),
    'in use': () => ({ state: 'in_use', start: later(-1), end: later(1) }),
    'in use, late': () => ({ state: 'in_use', start: later(-3), end: later(-1) }),
    completed: () => ({ state: 'completed', start: later(-3), end: later(-1) }),
    cancelled: () => ({ state: 'cancelled' }),
    declined: () => ({ state: 'declined' }),
    lapsed: () => ({ state: 'lapsed', start: later(-3), end: later(-1) }),
    'no show': () => ({ state: 'no_show', start: later(-3), end: later(-1) }),
  };

  it.each(Object.keys(kinds))(
    'RP-13, BK-10, BK-11: %s: what is listed can be done, what is not is refused',
    async (kind) => {
      const departures: string[] = [];
      let [readers, done, refused] = [0, 0, 0];
      for (const [name, { client }] of Object.entries(people)) {
        const booking = await put(kinds[kind]!());
        const read = await client.get(`/bookings/${booking.id}`);
        // Only a reader is told. A colleague sees the trip by its seats, and takes one without reading who drives.
        if (read.status !== 200) continue;
        readers += 1;
        const actions: string[] = read.body.actions;
        for (const [action, doing] of Object.entries(DOING)) {
          const isListed = actions.includes(action);
          // What is done makes another booking of it.
          const own = isListed ? await put(kinds[kind]!()) : booking;
          const [method, path, body] = doing(own);
          const answer = await client.send(method, `/bookings/${own.id}${path}`, { body });
          const isFine = isListed ? answer.status < 300 : NOT_YOU_OR_NOT_NOW.includes(answer.body?.code);
          if (!isFine) departures.push(`${name}: ${action}: ${isListed} ${answer.status} ${answer.text}`);
          if (isListed) done += 1;
          else refused += 1;
        }
      }
      expect(departures).toEqual([]);
      expect(readers).toBeGreaterThan(3);
      expect(done + refused).toBe(8 * readers);
    },
  );

  it('the lists, and the answer to an act, say the same as the booking itself', async () => {
    const { booker, admin } = people as Record<string, GivenUser>;
    const { id, vehicleId } = await put({});
    const one = await booker!.client.expect(200, 'GET', `/bookings/${id}`);
    expect(one.actions).toEqual(['change', 'move', 'extend', 'cancel']);
    const list = await admin!.client.expect(200, 'GET', `/bookings?view=branch&vehicleId=${vehicleId}`);
    expect(list.items[0].actions).toEqual((await admin!.client.expect(200, 'GET', `/bookings/${id}`)).actions);
    const cancelled = await booker!.client.expect(200, 'POST', `/bookings/${id}/cancellation`, {});
    expect(cancelled.actions).toEqual([]);
  });

  it('BK-9: of a series, whether it can be changed and cancelled: while bookings of it are ahead, by whose it is', async () => {
    const { booker, colleague, admin } = people as Record<string, GivenUser>;
    const wish = await given.wish(await given.vehicle(branchId), 3);
    const body = { ...wish, rrule: 'FREQ=DAILY;COUNT=2', onConflict: 'fail' };
    const series = await booker!.client.expect(201, 'POST', '/booking-series', body);
    const url = `/bookings/${series.occurrences[0].bookingId}`;
    const ofSeries = async ({ client }: GivenUser) => {
      const { status, body: read } = await client.get(url);
      return status === 200 ? read.actions.filter((action: string) => action.endsWith('_series')) : status;
    };
    expect(await ofSeries(booker!)).toEqual(['change_series', 'cancel_series']);
    expect(await ofSeries(admin!)).toEqual(['change_series', 'cancel_series']);
    expect(await ofSeries(colleague!)).toBe(404);
    await booker!.client.expect(200, 'PATCH', `/booking-series/${series.id}`, { notes: 'All' });
    await booker!.client.expect(200, 'POST', `/booking-series/${series.id}/cancellation`, {});
    expect(await ofSeries(booker!)).toEqual([]);
    const refused = await booker!.client.post(`/booking-series/${series.id}/cancellation`, {});
    expect([refused.status, refused.body.code]).toEqual([409, 'illegal_transition']);
  });
});
