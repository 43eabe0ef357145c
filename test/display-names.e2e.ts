import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser } from './support/given.js';

/** Answers carry the names that a person needs to read them, and none that is not theirs to see (RP-13). */
describe('names beside ids', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let vehicleId: string;
  let booker: GivenUser;
  let bookingAdmin: GivenUser;
  let branchAdmin: GivenUser;
  let passengerId: string;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch({ name: 'Harbour', timeZone: 'Pacific/Auckland' });
    vehicleId = await given.vehicle(branchId, { name: 'Blue van', registration: 'NAMES1' });
    booker = await given.user(branchId, ['booker'], { name: 'Bea Booker' });
    bookingAdmin = await given.user(branchId, ['booking_admin'], { name: 'Ada Admin' });
    branchAdmin = await given.user(branchId, ['branch_admin'], { name: 'Bert Branch' });
    passengerId = (await given.user(branchId, ['booker'], { name: 'Pat Passenger' })).id;
  });
  afterAll(() => app?.stop());

  const book = async (days: number, vehicle = vehicleId) =>
    booker.client.expect(201, 'POST', '/bookings', {
      ...(await given.wish(vehicle, days)),
      passengerIds: [passengerId],
    });
  const names = () => ({
    bookerName: 'Bea Booker',
    originatorName: 'Bea Booker',
    passengers: [{ id: passengerId, name: 'Pat Passenger' }],
    vehicleName: 'Blue van',
    registration: 'NAMES1',
    reasonName: 'Business',
    branchName: 'Harbour',
    timeZone: 'Pacific/Auckland',
  });

  it('RP-6: a Booking Admin, who may not read people, sees the names in bookings', async () => {
    const made = await book(1);
    expect(made).toMatchObject(names());
    expect((await bookingAdmin.client.get(`/users/${booker.id}`)).status).toBe(403);
    expect(await bookingAdmin.client.expect(200, 'GET', `/bookings/${made.id}`)).toMatchObject(names());
    const { items } = await bookingAdmin.client.expect(200, 'GET', '/bookings?view=branch');
    expect(items.find(({ id }: { id: string }) => id === made.id)).toMatchObject(names());
    const cancelled = await bookingAdmin.client.expect(200, 'POST', `/bookings/${made.id}/cancellation`, {});
    expect(cancelled).toMatchObject({ state: 'cancelled', ...names() });
  });

  it('BK-18: a repeated request is answered with the names too', async () => {
    const wish = await given.wish(vehicleId, 2);
    const headers = { 'idempotency-key': 'names-once' };
    const answers = [];
    for (let time = 0; time < 2; time += 1) {
      const { status, body } = await booker.client.post('/bookings', wish, { headers });
      answers.push({ status, body });
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[0]!.body).toMatchObject({ ...names(), passengers: [] });
  });

  it('a new name of the vehicle is a new ETag, and no stale edit', async () => {
    const made = await book(3);
    const { headers } = await booker.client.get(`/bookings/${made.id}`);
    const etag = headers.get('etag')!;
    await app.admin.expect(200, 'PATCH', `/vehicles/${vehicleId}`, { name: 'Green van' });
    const known = { headers: { 'if-none-match': etag } };
    expect((await booker.client.get(`/bookings/${made.id}`, known)).body.vehicleName).toBe('Green van');
    const edit = await booker.client.patch(`/bookings/${made.id}`, { notes: 'x' }, { headers: { 'if-match': etag } });
    expect(edit.status).toBe(200);
    const again = await booker.client.patch(`/bookings/${made.id}`, { notes: 'y' }, { headers: { 'if-match': etag } });
    expect(again.status).toBe(412);
    await app.admin.expect(200, 'PATCH', `/vehicles/${vehicleId}`, { name: 'Blue van' });
  });

  it('AP-6: approval requests say which vehicle, whose, where and in which time zone, also when they are decided', async () => {
    const approver = await given.user(branchId, ['booking_approver']);
    const wanted = await given.vehicle(branchId, {
      name: 'Red van',
      registration: 'NAMES2',
      approvalFlowId: await given.flow(),
    });
    const shown = {
      bookerName: 'Bea Booker',
      vehicleName: 'Red van',
      registration: 'NAMES2',
      branchName: 'Harbour',
      timeZone: 'Pacific/Auckland',
    };
    await book(1, wanted);
    await book(2, wanted);
    const { items } = await approver.client.expect(200, 'GET', '/approvals');
    expect(items).toEqual([expect.objectContaining(shown), expect.objectContaining(shown)]);
    const [one, other] = items as [{ id: string }, { id: string }];
    expect(await approver.client.expect(200, 'GET', `/approvals/${one.id}`)).toMatchObject(shown);
    const decision = { decision: 'approve' };
    expect(await approver.client.expect(200, 'POST', `/approvals/${one.id}/decision`, decision)).toMatchObject(shown);
    const many = {
      items: [
        { id: other.id, ...decision },
        { id: one.id, ...decision },
      ],
    };
    const outcomes = await approver.client.expect(200, 'POST', '/approvals/decisions', many);
    expect(outcomes.items[0].request).toMatchObject({ state: 'approved', ...shown });
    expect(outcomes.items[1].request).toBeNull();
  });

  it('ID-16, RP-13: a history names who did what to whom, but nobody whom the reader may not see', async () => {
    const { id } = await given.user(branchId, ['booker'], { name: 'Hal History' });
    await branchAdmin.client.expect(200, 'PATCH', `/users/${id}`, { phone: '1' });
    const [changed] = (await branchAdmin.client.expect(200, 'GET', `/users/${id}/changes-to`)).items;
    expect(changed).toMatchObject({ actorName: 'Bert Branch', subjectName: 'Hal History' });
    const [done] = (await app.admin.expect(200, 'GET', `/users/${branchAdmin.id}/changes-by`)).items;
    expect(done).toMatchObject({ actorName: 'Bert Branch', subjectName: 'Hal History' });
    // The administrator of the organisation is of no branch, and so not the branch admin's to see.
    const first = (await branchAdmin.client.expect(200, 'GET', `/users/${id}/changes-to`)).items.at(-1);
    expect(first.actorId).not.toBeNull();
    expect(first.actorName).toBeNull();
    expect((await app.admin.expect(200, 'GET', `/users/${id}/changes-to`)).items.at(-1).actorName).not.toBeNull();
  });

  it('ID-19: a list of people names their roles, branch and groups, as far as they are the reader’s to see', async () => {
    const elsewhere = await given.branch({ name: 'Airfield' });
    const [group, foreign] = [await given.group([branchId]), await given.group([elsewhere])];
    const { id } = await given.user(branchId, ['booker'], { name: 'Gus Groups', groupIds: [group] });
    await app.db.query('UPDATE identity.users SET group_ids = group_ids || $2::uuid WHERE id = $1', [id, foreign]);
    const { items } = await branchAdmin.client.expect(200, 'GET', '/users?q=Gus');
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ branchName: 'Harbour', roles: [{ key: 'booker', name: 'Booker' }] });
    expect(items[0].groups).toEqual([{ id: group, name: expect.stringMatching(/^Group /) }]);
    const all = await app.admin.expect(200, 'GET', `/users/${id}`);
    expect(all.groups.map((one: { id: string }) => one.id)).toEqual([group, foreign]);
  });
});
