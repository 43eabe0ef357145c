import { type TestApp, startApp } from './support/app.js';
import { codeOf } from './support/approvals.js';
import { putBookings } from './support/bookings.js';
import { Given, type GivenUser } from './support/given.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const later = (instant: string, ms: number) => new Date(Date.parse(instant) + ms).toISOString();

describe('a change asks what a new booking asks (BK-4, BK-10, B-3), by the rights of today (RP-5, RP-12, B-13, B-14)', () => {
  let app: TestApp;
  let given: Given;
  let here: string;
  let elsewhere: string;
  let booker: GivenUser;
  let admin: GivenUser;
  let vehicleId: string;
  let day = 5;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    here = await given.branch();
    elsewhere = await given.branch();
    admin = await given.user(here, ['branch_admin']);
  });
  afterAll(() => app?.stop());
  beforeEach(async () => {
    booker = await given.user(here, ['booker']);
    vehicleId = await given.vehicle(here);
  });

  const wish = async (fields: object = {}) => ({ ...(await given.wish(vehicleId, (day += 3), 2)), ...fields });
  const book = async (who = booker, fields: object = {}) =>
    who.client.expect(201, 'POST', '/bookings', await wish(fields));
  const move = (who: GivenUser) => app.admin.expect(200, 'PATCH', `/users/${who.id}`, { branchId: elsewhere });
  const roles = async (who: GivenUser, ...keys: string[]) => {
    const given_ = await Promise.all(keys.map(async (key) => ({ roleId: await given.roleId(key) })));
    await app.admin.expect(200, 'PUT', `/users/${who.id}/roles`, { roles: given_ });
  };
  const inUse = async (who: GivenUser) => {
    const [start, end] = [new Date(Date.now() - HOUR), new Date(Date.now() + HOUR)];
    const reasonId = await given.reason();
    const [id] = await putBookings(app.db, [{ vehicleId, branchId: here, bookerId: who.id, start, end, reasonId }]);
    await who.client.expect(200, 'POST', `/bookings/${id}/check-out`);
    return { id: id!, end: end.toISOString() };
  };
  const refused = '404 unknown_reference';

  it('B-3: a booker who was moved to another branch neither moves, extends nor lengthens what they booked there', async () => {
    const made = await book();
    await move(booker);
    expect(codeOf(await booker.client.post('/bookings', await wish()))).toBe(refused);
    const path = `/bookings/${made.id}`;
    const times = { start: later(made.start, 28 * DAY), end: later(made.end, 28 * DAY) };
    expect(codeOf(await booker.client.patch(path, times))).toBe(refused);
    expect(codeOf(await booker.client.post(`${path}/extension`, { end: later(made.end, 3 * DAY) }))).toBe(refused);
    expect(codeOf(await booker.client.patch(path, { end: later(made.end, -HOUR) }))).toBe(refused);
    expect(codeOf(await booker.client.patch(path, { notes: 'What holds nothing can be written.' }))).toBe('200');
    expect(codeOf(await booker.client.post(`${path}/cancellation`, {}))).toBe('200');
  });

  it('BK-10: while it runs it cannot become personal use that would need a yes; what is over can be put right', async () => {
    await given.user(here, ['booking_approver']);
    vehicleId = await given.vehicle(here, { approvalFlowId: await given.flow({ personalUse: true }) });
    const { id } = await inUse(booker);
    const change = async (reasonId: string) => codeOf(await booker.client.patch(`/bookings/${id}`, { reasonId }));
    const personal = await given.reason('personal');
    expect(await change(personal)).toBe('409 too_late_for_approval');
    expect(await change(await given.reason('business'))).toBe('200');
    await booker.client.expect(200, 'POST', `/bookings/${id}/return`, {});
    expect(await change(personal)).toBe('200');
  });

  it('B-3: nor do they edit the times of their series, all or one of it', async () => {
    const body = { ...(await wish()), rrule: 'FREQ=WEEKLY;COUNT=3', onConflict: 'fail' };
    const made = await booker.client.expect(201, 'POST', '/booking-series', body);
    await move(booker);
    for (const onConflict of ['fail', 'skip']) {
      const edit = { start: later(body.start, HOUR), end: later(body.end, HOUR), onConflict };
      expect(codeOf(await booker.client.patch(`/booking-series/${made.id}`, edit))).toBe(refused);
    }
    const one = `/bookings/${made.occurrences[1].bookingId}`;
    const end = later(made.occurrences[1].end, HOUR);
    expect(codeOf(await booker.client.patch(one, { end }))).toBe(refused);
    expect(codeOf(await booker.client.post(`/booking-series/${made.id}/cancellation`, {}))).toBe('200');
  });

  it('B-3: nor do they keep longer what they are out with; they bring it back', async () => {
    const out = await inUse(booker);
    await move(booker);
    expect(codeOf(await booker.client.post(`/bookings/${out.id}/extension`, { end: later(out.end, HOUR) }))).toBe(
      refused,
    );
    expect(codeOf(await booker.client.post(`/bookings/${out.id}/return`, {}))).toBe('200');
  });

  it('B-3: nor do they accept what they were offered there', async () => {
    const { start, end, reasonId } = await wish();
    const entry = await booker.client.expect(201, 'POST', '/waiting-list', { vehicleId, start, end });
    await app.db.query(
      `UPDATE bookings.waiting_entries SET state = 'offered', offered_vehicle_id = $2, offer_ends_at = now() + interval '1 hour'
        WHERE id = $1`,
      [entry.id, vehicleId],
    );
    await move(booker);
    expect(codeOf(await booker.client.post(`/waiting-list/${entry.id}/acceptance`, { reasonId }))).toBe(refused);
  });

  it('B-3: an admin of the branch still moves it for them; whoever takes it over may book there', async () => {
    const made = await book();
    await move(booker);
    const path = `/bookings/${made.id}`;
    expect(codeOf(await admin.client.patch(path, { end: later(made.end, HOUR) }))).toBe('200');
    expect(codeOf(await admin.client.patch(path, { bookerId: admin.id }))).toBe('200');
    expect(codeOf(await admin.client.post(`${path}/extension`, { end: later(made.end, 2 * HOUR) }))).toBe('200');
  });

  it('B-3: whoever books for others asks anew whether they still may, for this person and at this branch', async () => {
    const office = await given.user(here, ['booker', 'on_behalf_booker']);
    const made = await book(office, { bookerId: booker.id });
    const path = `/bookings/${made.id}`;
    expect(codeOf(await office.client.patch(path, { end: later(made.end, HOUR) }))).toBe('200');
    await move(booker);
    const again = await office.client.post('/bookings', await wish({ bookerId: booker.id }));
    expect([codeOf(again), again.body.errors[0].field]).toEqual([refused, 'bookerId']);
    const moved = await office.client.patch(path, { end: later(made.end, 2 * HOUR) });
    expect([codeOf(moved), moved.body.errors[0].field]).toEqual([refused, 'bookerId']);
    await move(office);
    expect(codeOf(await office.client.patch(path, { bookerId: office.id }))).toBe(refused);
  });

  it('B-3: the group that the vehicle is for, a closed branch and a new agreement are asked for in the order of a new one', async () => {
    const group = await given.group([here]);
    const member = await given.user(here, ['booker'], { groupIds: [group] });
    await app.admin.expect(200, 'PATCH', `/vehicles/${vehicleId}`, { groupIds: [group] });
    const made = await book(member);
    const edit = { end: later(made.end, HOUR) };
    const both = async () => [
      codeOf(await member.client.post('/bookings', await wish())),
      codeOf(await member.client.patch(`/bookings/${made.id}`, edit)),
    ];
    await app.admin.expect(200, 'PATCH', `/users/${member.id}`, { groupIds: [] });
    expect(await both()).toEqual(['403 vehicle_not_open', '403 vehicle_not_open']);
    await app.admin.expect(200, 'PATCH', `/branches/${here}`, { state: 'closed' });
    expect(await both()).toEqual(['409 vehicle_out_of_service', '409 vehicle_out_of_service']);
    await move(member);
    expect(await both()).toEqual([refused, refused]);
    await app.admin.expect(200, 'PATCH', `/branches/${here}`, { state: 'open' });
  });

  it('B-14: the add-on is taken away: what was entered for others is theirs no more, from the next request on', async () => {
    const office = await given.user(here, ['booker', 'on_behalf_booker']);
    const made = await book(office, { bookerId: booker.id });
    const own = await book(office);
    const path = `/bookings/${made.id}`;
    const body = { ...(await wish({ bookerId: booker.id })), rrule: 'FREQ=WEEKLY;COUNT=2', onConflict: 'fail' };
    const series = await office.client.expect(201, 'POST', '/booking-series', body);
    await roles(office, 'booker');
    const end = later(made.end, HOUR);
    const acts = [
      await office.client.get(path),
      await office.client.patch(path, { end }),
      await office.client.patch(path, { notes: 'Mine.' }),
      await office.client.post(`${path}/extension`, { end }),
      await office.client.post(`${path}/cancellation`, {}),
      await office.client.post(`${path}/check-out`),
      await office.client.patch(`/booking-series/${series.id}`, { notes: 'Mine.' }),
      await office.client.post(`/booking-series/${series.id}/cancellation`, {}),
    ];
    expect(acts.map(codeOf)).toEqual(acts.map(() => '404 not_found'));
    const { items } = await office.client.expect(200, 'GET', '/bookings?view=entered,mine');
    expect(items.map(({ id }: { id: string }) => id)).toEqual([own.id]);
    expect(codeOf(await office.client.patch(`/bookings/${own.id}`, { notes: 'Mine.' }))).toBe('200');
    await roles(office, 'booker', 'on_behalf_booker');
    expect(codeOf(await office.client.patch(path, { end }))).toBe('200');
  });

  it('B-14: the organisation takes it from the role: the same in that moment; the booker keeps what is theirs', async () => {
    const role = await given.role({ permissions: ['bookings.book', 'bookings.own', 'bookings.book_on_behalf'] });
    const office = await given.user(here, []);
    await app.admin.expect(200, 'PUT', `/users/${office.id}/roles`, { roles: [{ roleId: role, branchIds: [here] }] });
    const made = await book(office, { bookerId: booker.id });
    const path = `/bookings/${made.id}`;
    expect(codeOf(await office.client.patch(path, { notes: 'Yes.' }))).toBe('200');
    await app.admin.expect(200, 'PUT', `/roles/${role}/permissions`, { keys: ['bookings.book', 'bookings.own'] });
    expect(codeOf(await office.client.patch(path, { notes: 'No.' }))).toBe('404 not_found');
    expect(codeOf(await office.client.post(`${path}/cancellation`, {}))).toBe('404 not_found');
    expect(codeOf(await booker.client.post(`${path}/cancellation`, {}))).toBe('200');
  });

  it('B-14: what one entered for oneself and an admin gave to another is the other’s', async () => {
    const made = await book();
    const other = await given.user(here, ['booker']);
    await admin.client.expect(200, 'PATCH', `/bookings/${made.id}`, { bookerId: other.id });
    expect(codeOf(await booker.client.post(`/bookings/${made.id}/cancellation`, {}))).toBe('404 not_found');
  });

  it('B-13: whoever lost all roles still sees and cancels their own bookings, lists them, and changes nothing else', async () => {
    const [made, other] = [await book(), await book()];
    const body = { ...(await wish()), rrule: 'FREQ=WEEKLY;COUNT=2', onConflict: 'fail' };
    const series = await booker.client.expect(201, 'POST', '/booking-series', body);
    const colleague = await given.user(here, ['booker']);
    const theirs = await book(colleague);
    await roles(booker);
    const { client } = booker;
    const list = await client.expect(200, 'GET', '/bookings');
    expect(list.items).toHaveLength(4);
    expect((await client.get('/bookings?view=branch')).body.items).toHaveLength(4);
    expect(codeOf(await client.get(`/bookings/${made.id}`))).toBe('200');
    expect(codeOf(await client.get(`/bookings/${made.id}/history`))).toBe('200');
    expect((await client.get('/bookings.csv')).text).toContain(made.id);
    expect(codeOf(await client.post(`/bookings/${made.id}/cancellation`, { reason: 'Gone.' }))).toBe('200');
    expect(codeOf(await client.get(`/booking-series/${series.id}`))).toBe('200');
    expect(codeOf(await client.post(`/booking-series/${series.id}/cancellation`, {}))).toBe('200');
    expect(codeOf(await client.patch(`/bookings/${other.id}`, { notes: 'No.' }))).toBe('403 forbidden');
    expect(codeOf(await client.post('/bookings', await wish()))).toBe('403 forbidden');
    expect(codeOf(await client.get(`/bookings/${theirs.id}`))).toBe('404 not_found');
    expect(codeOf(await client.post(`/bookings/${theirs.id}/cancellation`, {}))).toBe('404 not_found');
  });

  it('B-13: they leave the waiting list, too', async () => {
    const { start, end } = await wish();
    const entry = await booker.client.expect(201, 'POST', '/waiting-list', { vehicleId, start, end });
    await roles(booker);
    expect((await booker.client.expect(200, 'GET', '/waiting-list')).items).toHaveLength(1);
    expect(codeOf(await booker.client.post('/waiting-list', { vehicleId, start, end }))).toBe('403 forbidden');
    expect(codeOf(await booker.client.delete(`/waiting-list/${entry.id}`))).toBe('204');
  });

  it('B-13: a suspended person does neither', async () => {
    const made = await book();
    await app.admin.expect(200, 'POST', `/users/${booker.id}/suspension`);
    expect(codeOf(await booker.client.get(`/bookings/${made.id}`))).toBe('401 unauthenticated');
    expect(codeOf(await booker.client.post(`/bookings/${made.id}/cancellation`, {}))).toBe('401 unauthenticated');
  });
});
