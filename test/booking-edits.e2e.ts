import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser, type Wish } from './support/given.js';
import { settled } from './support/stored.js';

const HOUR = 3_600_000;
const later = (instant: string, hours: number) => new Date(Date.parse(instant) + hours * HOUR).toISOString();

describe('editing, moving and extending (BK-10, BK-11, AP-8)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let booker: GivenUser;
  let rival: GivenUser;
  let approver: GivenUser;
  let admin: GivenUser;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
    booker = await given.user(branchId, ['booker']);
    rival = await given.user(branchId, ['booker']);
    approver = await given.user(branchId, ['booking_approver']);
    admin = await given.user(branchId, ['branch_admin']);
  });
  afterAll(() => app?.stop());

  const book = async (fields: Partial<Wish> & object = {}, who = booker) => {
    const wish = { ...(await given.wish(await given.vehicle(branchId), 5, 2)), ...fields };
    return who.client.expect(201, 'POST', '/bookings', wish);
  };
  const stored = async (id: string) =>
    (await app.db.query('SELECT to_jsonb(b) AS row FROM bookings.bookings b WHERE id = $1', [id])).rows[0].row;
  const guarded = async (conditions: object = { always: true }) =>
    given.vehicle(branchId, { approvalFlowId: await given.flow(conditions) });
  const requestsOf = async (bookingId: string) =>
    (await app.db.query('SELECT state, reasons FROM approvals.requests WHERE booking_id = $1 ORDER BY id', [bookingId]))
      .rows;
  const approve = async (bookingId: string) => {
    const { items } = await approver.client.expect(200, 'GET', '/approvals?state=pending&limit=200');
    const { id } = items.find((item: { bookingId: string }) => item.bookingId === bookingId);
    await approver.client.expect(200, 'POST', `/approvals/${id}/decision`, { decision: 'approve' });
  };

  it('BK-10: every field of one that is ahead can be changed, with its ETag', async () => {
    const made = await book();
    const other = await given.vehicle(branchId);
    const contact = await given.contact(branchId);
    const { body, headers } = await booker.client.get(`/bookings/${made.id}`);
    const change = {
      vehicleId: other,
      start: later(made.start, 24),
      end: later(made.end, 25),
      reasonId: await given.reason('personal'),
      destination: 'The hills',
      passengerIds: [contact],
      wholeVehicle: true,
      costCentre: '4711',
      notes: 'Other.',
    };
    const etag = { 'if-match': headers.get('etag')! };
    const changed = await booker.client.patch(`/bookings/${made.id}`, change, { headers: etag });
    expect([changed.status, changed.body]).toEqual([
      200,
      expect.objectContaining({ ...change, version: body.version + 1 }),
    ]);
    const stale = await booker.client.patch(`/bookings/${made.id}`, { notes: 'Late.' }, { headers: etag });
    expect([stale.status, stale.body.code]).toEqual([412, 'stale']);
    const cleared = { destination: null, costCentre: null, notes: null, passengerIds: [] };
    expect(await booker.client.expect(200, 'PATCH', `/bookings/${made.id}`, cleared)).toMatchObject(cleared);
  });

  it('BK-10: a refused move changes nothing, keeps the slot, and says what else is free', async () => {
    const [mine, theirs] = [await book(), await book({}, rival)];
    const free = await given.vehicle(branchId);
    const before = await stored(mine.id);
    const attempts = [
      { vehicleId: theirs.vehicleId },
      { vehicleId: theirs.vehicleId, start: later(mine.start, 1), end: later(mine.end, 1) },
    ];
    for (const attempt of attempts) {
      const { status, body } = await booker.client.patch(`/bookings/${mine.id}`, attempt);
      expect([status, body.code]).toEqual([409, 'vehicle_not_free']);
      expect(body.alternatives.length).toBeGreaterThan(0);
    }
    const next = await book({ vehicleId: mine.vehicleId, start: mine.end, end: later(mine.end, 1) }, rival);
    const extension = await booker.client.post(`/bookings/${mine.id}/extension`, { end: later(mine.end, 1) });
    expect([extension.status, extension.body.code]).toEqual([409, 'vehicle_not_free']);
    const found = extension.body.alternatives.map(({ id }: { id: string }) => id);
    expect(found).not.toContain(next.vehicleId);
    expect(found.length).toBeGreaterThan(0);
    expect(free).toBeTruthy();
    expect(await stored(mine.id)).toEqual(before);
    const slot = await rival.client.post('/bookings', await given.wish(mine.vehicleId, 5, 2));
    expect(slot.status).toBe(409);
  });

  it('BK-10: a booking may overlap where it was itself', async () => {
    const made = await book();
    const moved = { start: later(made.start, 1), end: later(made.end, 1) };
    expect(await booker.client.expect(200, 'PATCH', `/bookings/${made.id}`, moved)).toMatchObject(moved);
    const back = { start: made.start, end: made.end };
    expect(await booker.client.expect(200, 'PATCH', `/bookings/${made.id}`, back)).toMatchObject(back);
  });

  it('BK-10: what is over keeps all but reason, cost centre, notes and custom fields', async () => {
    const made = await book(given.fromNow());
    await booker.client.expect(200, 'POST', `/bookings/${made.id}/check-out`);
    await booker.client.expect(200, 'POST', `/bookings/${made.id}/return`, {});
    const allowed = { reasonId: await given.reason('maintenance'), costCentre: '1', notes: 'n', customFields: {} };
    expect(await booker.client.expect(200, 'PATCH', `/bookings/${made.id}`, allowed)).toMatchObject(allowed);
    const before = await stored(made.id);
    const forbidden: [string, object][] = [
      ['vehicleId', { vehicleId: await given.vehicle(branchId) }],
      ['period', { start: later(made.start, 1), end: later(made.end, 5) }],
      ['destination', { destination: 'Elsewhere' }],
      ['wholeVehicle', { wholeVehicle: true }],
    ];
    for (const [field, change] of forbidden) {
      const { status, body } = await booker.client.patch(`/bookings/${made.id}`, change);
      expect([status, body.code, body.fields]).toEqual([409, 'booking_not_editable', [field]]);
    }
    const extension = await booker.client.post(`/bookings/${made.id}/extension`, { end: later(made.end, 9) });
    expect([extension.status, extension.body.code]).toEqual([409, 'illegal_transition']);
    expect(await stored(made.id)).toEqual(before);
  });

  it('BK-10, AP-8: an approved booking that is moved goes back; the open request is withdrawn by the next', async () => {
    const made = await book({ vehicleId: await guarded() });
    await approve(made.id);
    const moved = { start: later(made.start, 24), end: later(made.end, 24) };
    const first = await booker.client.expect(200, 'PATCH', `/bookings/${made.id}`, moved);
    expect(first).toMatchObject({ ...moved, state: 'pending', approval: { state: 'pending' } });
    await booker.client.expect(200, 'PATCH', `/bookings/${made.id}`, { destination: 'The hills' });
    await booker.client.expect(200, 'PATCH', `/bookings/${made.id}`, { notes: 'No matter.' });
    expect((await requestsOf(made.id)).map(({ state }) => state)).toEqual(['approved', 'withdrawn', 'pending']);
    const taken = await rival.client.post('/bookings', { ...(await given.wish(made.vehicleId)), ...moved });
    expect([taken.status, taken.body.code]).toEqual([409, 'vehicle_not_free']);
    await approve(made.id);
    expect(await booker.client.expect(200, 'GET', `/bookings/${made.id}`)).toMatchObject({
      ...moved,
      state: 'confirmed',
    });
  });

  it('BK-10: only where the flow’s conditions are met; and what needs no yes any more is certain', async () => {
    const vehicleId = await guarded({ longerThanMinutes: 180 });
    const made = await book({ vehicleId });
    expect(made).toMatchObject({ state: 'confirmed', approval: null });
    const short = await booker.client.expect(200, 'PATCH', `/bookings/${made.id}`, { end: later(made.end, 1) });
    expect(short.state).toBe('confirmed');
    const long = await booker.client.expect(200, 'POST', `/bookings/${made.id}/extension`, { end: later(made.end, 4) });
    expect(long.state).toBe('pending');
    const again = await booker.client.expect(200, 'PATCH', `/bookings/${made.id}`, { end: made.end });
    expect(again.state).toBe('confirmed');
    expect((await requestsOf(made.id)).map(({ state }) => state)).toEqual(['withdrawn']);
  });

  it('BK-11: while it runs it can be extended, but into nothing that would need a new yes', async () => {
    const vehicleId = await guarded({ longerThanMinutes: 300 });
    const made = await book({ vehicleId, ...given.fromNow(2) });
    await booker.client.expect(200, 'POST', `/bookings/${made.id}/check-out`);
    const extended = await booker.client.expect(200, 'POST', `/bookings/${made.id}/extension`, {
      end: later(made.end, 1),
    });
    expect(extended).toMatchObject({ state: 'in_use', end: later(made.end, 1) });
    const beyond = await booker.client.post(`/bookings/${made.id}/extension`, { end: later(made.end, 9) });
    expect([beyond.status, beyond.body.code]).toEqual([409, 'too_late_for_approval']);
    const earlier = await booker.client.post(`/bookings/${made.id}/extension`, { end: made.end });
    expect([earlier.status, earlier.body.errors[0].code]).toEqual([422, 'not_later']);
    const start = await booker.client.patch(`/bookings/${made.id}`, { start: later(made.start, 0.5) });
    expect([start.status, start.body.code]).toEqual([409, 'booking_not_editable']);
  });

  it('BK-16: where an admin changes or cancels it everyone in it is told; their own notes are told to nobody', async () => {
    const rider = await given.user(branchId, ['booker']);
    const made = await book();
    await rider.client.expect(201, 'POST', `/bookings/${made.id}/seats`, {});
    await booker.client.expect(200, 'PATCH', `/bookings/${made.id}`, { notes: 'Mine.' });
    await admin.client.expect(200, 'PATCH', `/bookings/${made.id}`, { costCentre: '99' });
    const other = await given.vehicle(branchId, { name: 'The other car' });
    await booker.client.expect(200, 'PATCH', `/bookings/${made.id}`, { vehicleId: other });
    await admin.client.expect(200, 'POST', `/bookings/${made.id}/cancellation`, { reason: 'Storm.' });
    await settled(app);
    const { rows } = await app.db.query(
      `SELECT template, user_id FROM notifications.mails
        WHERE template IN ('booking-changed', 'booking-cancelled') AND user_id = ANY ($1) ORDER BY created_at`,
      [[booker.id, rider.id]],
    );
    const toldOf = (template: string, id: string) =>
      rows.filter((row) => row.template === template && row.user_id === id).length;
    expect([toldOf('booking-changed', rider.id), toldOf('booking-cancelled', rider.id)]).toEqual([2, 1]);
    const bookersMails = rows.filter(({ user_id }) => user_id === booker.id);
    expect(bookersMails.length).toBeGreaterThanOrEqual(3);
    expect(await booker.client.expect(200, 'GET', `/bookings/${made.id}`)).toMatchObject({
      state: 'cancelled',
      cancelledBy: admin.id,
      cancellationReason: 'Storm.',
    });
  });

  it('its history says who did what, and what the service did by itself', async () => {
    const made = await book({ vehicleId: await guarded() });
    await approve(made.id);
    await admin.client.expect(200, 'PATCH', `/bookings/${made.id}`, { notes: 'Keys at the desk.' });
    const { items } = await booker.client.expect(200, 'GET', `/bookings/${made.id}/history`);
    const told = items.map(({ action, actorId, subjectType }: Record<string, string>) => [
      subjectType,
      action,
      actorId,
    ]);
    expect(told.reverse()).toEqual([
      ['Booking', 'booking-requested', booker.id],
      ['ApprovalRequest', 'request-opened', booker.id],
      ['ApprovalRequest', 'request-decided', approver.id],
      ['Booking', 'booking-confirmed', approver.id],
      ['Booking', 'booking-changed', admin.id],
    ]);
    expect(items[0]).toMatchObject({ changes: [{ field: 'notes', before: null, after: 'Keys at the desk.' }] });
    const page = await booker.client.expect(200, 'GET', `/bookings/${made.id}/history?limit=2`);
    const rest = await booker.client.expect(
      200,
      'GET',
      `/bookings/${made.id}/history?limit=9&cursor=${page.nextCursor}`,
    );
    expect([...page.items, ...rest.items].map(({ id }) => id)).toEqual(items.map(({ id }: { id: string }) => id));
    expect((await rival.client.get(`/bookings/${made.id}/history`)).status).toBe(404);
  });

  it('RP-5: for whom, and by whom: a booker changes their own and those they entered, nobody else’s', async () => {
    const contact = await given.contact(branchId);
    const helper = await given.user(branchId, ['booker', 'on_behalf_booker']);
    const entered = await book({ bookerId: contact } as object, helper);
    await helper.client.expect(200, 'PATCH', `/bookings/${entered.id}`, { destination: 'The clinic' });
    expect((await rival.client.patch(`/bookings/${entered.id}`, { destination: 'Mine' })).status).toBe(404);
    const own = await book();
    const given_ = await booker.client.patch(`/bookings/${own.id}`, { bookerId: rival.id });
    expect([given_.status, given_.body.code]).toEqual([404, 'unknown_reference']);
    const moved = await admin.client.expect(200, 'PATCH', `/bookings/${own.id}`, { bookerId: rival.id });
    expect(moved).toMatchObject({ bookerId: rival.id, originatorId: booker.id });
    // RP-6: who manages bookings, and nothing else, does not book for themselves by taking one over.
    const manager = await given.user(branchId, ['booking_admin']);
    const taken = await manager.client.patch(`/bookings/${own.id}`, { bookerId: manager.id });
    expect([taken.status, taken.body.code]).toEqual([403, 'vehicle_not_open']);
    await manager.client.expect(200, 'PATCH', `/bookings/${own.id}`, { destination: 'The depot' });
  });
});
