import { randomUUID } from 'node:crypto';
import { type TestApp, startApp } from './support/app.js';
import { codeOf, decide } from './support/approvals.js';
import { Given, type GivenUser } from './support/given.js';
import { GivenSeries } from './support/series.js';

interface Occurrence {
  bookingId: string;
  start: string;
  state: string;
  reasons: string[];
  decidedBy: string | null;
  note: string | null;
}

describe('a series is one request (AP-12)', () => {
  let app: TestApp;
  let given: Given;
  let series: GivenSeries;
  let branchId: string;
  let vehicleId: string;
  let booker: GivenUser;
  let approver: GivenUser;
  let other: GivenUser;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    series = new GivenSeries(app, given);
    branchId = await given.branch();
    booker = await given.user(branchId, ['booker']);
    approver = await given.user(branchId, ['booking_approver']);
    other = await given.user(branchId, ['booking_approver']);
    vehicleId = await given.vehicle(branchId, { approvalFlowId: await given.flow() });
  });
  afterAll(() => app?.stop());

  const request = (id: string) => approver.client.expect(200, 'GET', `/approvals/${id}`);
  const queue = async (query: string): Promise<{ id: string }[]> =>
    (await approver.client.expect(200, 'GET', `/approvals?${query}`)).items;
  const withFlow = async (fields: object, conditions: object = { always: true }) =>
    given.vehicle(branchId, { approvalFlowId: await given.flow(conditions, fields) });
  const history = async (bookingId: string): Promise<string[]> => {
    const { items } = await app.admin.expect(200, 'GET', `/bookings/${bookingId}/history`);
    return items.map(({ subjectType, action }: { subjectType: string; action: string }) => `${subjectType} ${action}`);
  };

  it('AP-12: holds the bookings that need approval, each with its reasons; the others are confirmed', async () => {
    const vehicle = await withFlow({}, { weekdays: [6] });
    const { seriesId, requestId, bookingIds } = await series.by(booker, vehicle, 14);
    expect(bookingIds).toHaveLength(2);
    expect((await series.statesOf({ seriesId })).filter((state) => state === 'confirmed')).toHaveLength(12);
    const told = await request(requestId);
    expect(told).toMatchObject({ seriesId, bookingId: bookingIds[0], occurrenceCount: 2, waitingCount: 2 });
    expect(told.occurrences).toMatchObject(
      bookingIds.map((bookingId) => ({ bookingId, state: 'pending', reasons: ['weekday'], decidedBy: null })),
    );
    // Another one, of which some are asked about for more than one reason.
    const both = await withFlow({}, { weekdays: [6, 7], recurring: true });
    const second = await request((await series.by(booker, both, 7)).requestId);
    const reasons = (second.occurrences as Occurrence[]).map((each) => each.reasons.join());
    expect(reasons.toSorted()).toEqual([...Array(5).fill('recurring'), ...Array(2).fill('recurring,weekday')]);
    expect(second.reasons.toSorted()).toEqual(['recurring', 'weekday']);
  });

  it('AP-6: is in the queue once, at the start of the next that waits, found by the time of any that does', async () => {
    const { requestId, bookingIds, starts } = await series.by(booker, vehicleId, 5);
    const single = await given.wish(vehicleId, 700);
    await booker.client.expect(201, 'POST', '/bookings', single);
    const mine = async (query = '') =>
      (await queue(`vehicleId=${vehicleId}&limit=200${query}`)).filter(({ id }) => id === requestId);
    expect(await mine()).toMatchObject([
      { id: requestId, start: starts[0], bookingId: bookingIds[0], decidable: true },
    ]);
    expect(await mine(`&from=${starts[3]}`)).toHaveLength(1);
    expect(await mine(`&from=${starts[3]}&to=${starts[4]}`)).toHaveLength(1);
    const past = new Date(Date.parse(starts[4]!) + 2 * 3_600_000).toISOString();
    expect(await mine(`&from=${past}`)).toHaveLength(0);
    const before = (await approver.client.expect(200, 'GET', '/approvals?limit=1')).pendingCount;
    await decide(approver, requestId, 'decline', { declinedBookingIds: bookingIds.slice(0, 2) });
    expect(await mine()).toMatchObject([
      { start: starts[2], bookingId: bookingIds[2], waitingCount: 3, state: 'pending' },
    ]);
    expect(await mine(`&to=${starts[1]}`)).toHaveLength(0);
    expect((await approver.client.expect(200, 'GET', '/approvals?limit=1')).pendingCount).toBe(before);
  });

  it('AP-6: shows what else the vehicle has around each of its days, and the booker’s record without the series', async () => {
    const [vehicle, person] = [await withFlow({}), await given.user(branchId, ['booker'])];
    const made = await series.by(person, vehicle, 4);
    const beside = (start: string, hours: number) => {
      const [from, to] = [hours, hours + 1].map((after) =>
        new Date(Date.parse(start) + after * 3_600_000).toISOString(),
      );
      return { vehicleId: vehicle, start: from, end: to };
    };
    const reasonId = await given.reason();
    const near = await booker.client.expect(201, 'POST', '/bookings', { ...beside(made.starts[3]!, 3), reasonId });
    await booker.client.expect(201, 'POST', '/bookings', { ...beside(made.starts[3]!, 72), reasonId });
    const { otherBookings, record } = await request(made.requestId);
    expect(otherBookings.map(({ bookingId }: { bookingId: string }) => bookingId)).toEqual([near.id]);
    expect(record).toMatchObject({ bookings: 0 });
  });

  it('AP-12, AP-8: one word decides all that wait', async () => {
    for (const [decision, booking, state] of [
      ['approve', 'confirmed', 'approved'],
      ['decline', 'declined', 'declined'],
    ] as const) {
      const made = await series.by(booker, vehicleId, 3);
      const { status, body } = await decide(approver, made.requestId, decision, { note: 'Fine.' });
      expect([status, body.state, body.waitingCount, body.decidedBy]).toEqual([200, state, 0, approver.id]);
      expect(await series.statesOf(made)).toEqual(Array(3).fill(booking));
      const { occurrences } = await request(made.requestId);
      expect(occurrences).toMatchObject(Array(3).fill({ state, decidedBy: approver.id, note: 'Fine.' }));
      const late = await decide(other, made.requestId, 'approve');
      expect([codeOf(late), late.body.state, late.body.decidedBy]).toEqual(['409 already_decided', state, approver.id]);
      expect(await history(made.bookingIds[2]!)).toEqual(
        expect.arrayContaining([
          'ApprovalRequest request-decided',
          'RequestOccurrence changed',
          `Booking booking-${booking}`,
        ]),
      );
    }
  });

  it('AP-12: some are declined on their own and the rest approved; or alone, and the others keep waiting', async () => {
    const mixed = await series.by(booker, vehicleId, 4);
    const some = { declinedBookingIds: [mixed.bookingIds[1], mixed.bookingIds[3]!.toUpperCase()], note: 'Taken.' };
    const { body } = await decide(approver, mixed.requestId, 'approve', some);
    expect([body.state, body.waitingCount]).toEqual(['approved', 0]);
    expect(await series.statesOf(mixed)).toEqual(['confirmed', 'declined', 'confirmed', 'declined']);

    const alone = await series.by(booker, vehicleId, 3);
    const first = await decide(approver, alone.requestId, 'decline', { declinedBookingIds: [alone.bookingIds[0]] });
    expect([first.status, first.body.state, first.body.waitingCount]).toEqual([200, 'pending', 2]);
    expect(await series.statesOf(alone)).toEqual(['declined', 'pending', 'pending']);
    const again = await decide(other, alone.requestId, 'decline', { declinedBookingIds: [alone.bookingIds[0]] });
    expect([codeOf(again), again.body.state, again.body.decidedBy, again.body.bookingId]).toEqual([
      '409 already_decided',
      'declined',
      approver.id,
      alone.bookingIds[0],
    ]);
    const rest = await decide(other, alone.requestId);
    expect([rest.body.state, rest.body.decidedBy]).toEqual(['approved', other.id]);
    expect(await series.statesOf(alone)).toEqual(['declined', 'confirmed', 'confirmed']);

    const all = await series.by(booker, vehicleId, 2);
    const none = await decide(approver, all.requestId, 'approve', { declinedBookingIds: all.bookingIds });
    expect([none.body.state, await series.statesOf(all)]).toEqual(['declined', ['declined', 'declined']]);
  });

  it('ADR 6: a booking that the request is not about is unknown, whoever’s it is; nothing is decided then', async () => {
    const [made, foreign] = [await series.by(booker, vehicleId, 2), await series.by(booker, vehicleId, 2)];
    for (const id of [randomUUID(), foreign.bookingIds[0]]) {
      const declinedBookingIds = [made.bookingIds[0], id];
      const refused = await decide(approver, made.requestId, 'approve', { declinedBookingIds });
      expect([codeOf(refused), refused.body.errors[0].field]).toEqual([
        '404 unknown_reference',
        'declinedBookingIds.1',
      ]);
    }
    for (const declinedBookingIds of [[], ['x'], 'x', Array(367).fill(randomUUID())]) {
      expect((await decide(approver, made.requestId, 'approve', { declinedBookingIds })).status).toBe(422);
    }
    expect(await series.statesOf(made)).toEqual(['pending', 'pending']);
    const own = await booker.client.expect(201, 'POST', '/bookings', await given.wish(vehicleId, 800));
    const [single] = (await queue(`vehicleId=${vehicleId}&limit=200`)).slice(-1);
    const wrong = await decide(approver, single!.id, 'decline', { declinedBookingIds: made.bookingIds });
    expect(codeOf(wrong)).toBe('404 unknown_reference');
    expect((await decide(approver, single!.id, 'decline', { declinedBookingIds: [own.id] })).body.state).toBe(
      'declined',
    );
  });

  it('AP-6: bulk decisions take series and single bookings alike, each with its own outcome', async () => {
    const [one, two] = [await series.by(booker, vehicleId, 3), await series.by(booker, vehicleId, 2)];
    const items = [
      { id: one.requestId, decision: 'approve', declinedBookingIds: [one.bookingIds[2]] },
      { id: two.requestId, decision: 'approve', declinedBookingIds: [one.bookingIds[0]] },
      { id: two.requestId, decision: 'decline' },
    ];
    const { items: told } = await approver.client.expect(200, 'POST', '/approvals/decisions', { items });
    expect(
      told.map(
        (each: { request: { state: string }; problem: { code: string } }) => each.problem?.code ?? each.request.state,
      ),
    ).toEqual(['approved', 'unknown_reference', 'declined']);
    expect(await series.statesOf(one)).toEqual(['confirmed', 'confirmed', 'declined']);
  });

  it('AP-1, AP-4: every step and second person is asked for the series; what one declined does not come to the next', async () => {
    const vehicle = await withFlow({ steps: [{ name: 'One' }, { name: 'Two' }], requireSecondPerson: true });
    const made = await series.by(booker, vehicle, 3);
    const first = await decide(approver, made.requestId, 'approve', { declinedBookingIds: [made.bookingIds[0]] });
    expect([first.body.state, first.body.step, first.body.waitingCount]).toEqual(['pending', 1, 2]);
    expect(await series.statesOf(made)).toEqual(['declined', 'pending', 'pending']);
    expect(codeOf(await decide(approver, made.requestId))).toBe('409 already_decided');
    expect((await decide(other, made.requestId)).body.state).toBe('approved');
    expect(await series.statesOf(made)).toEqual(['declined', 'confirmed', 'confirmed']);
    const both = await given.user(branchId, ['booker', 'booking_approver']);
    const own = await series.by(both, vehicle, 2);
    expect(codeOf(await decide(both, own.requestId))).toBe('403 cannot_decide_own');
  });

  it('AP-11: whoever stands in decides a series in the other’s name', async () => {
    const away = await given.user(branchId, ['booking_approver']);
    const body = { delegateId: other.id, start: new Date(Date.now() + 1_000), end: new Date(Date.now() + 3_600_000) };
    await away.client.expect(201, 'POST', '/approval-delegations', body);
    const made = await series.by(booker, vehicleId, 2);
    const { body: told } = await decide(other, made.requestId, 'decline', { declinedBookingIds: [made.bookingIds[1]] });
    expect(told.waitingCount).toBe(1);
    expect((await request(made.requestId)).occurrences[1]).toMatchObject({ state: 'declined', decidedBy: other.id });
  });
});
