import { type TestApp, startApp } from './support/app.js';
import { codeOf, decide, GivenRequests } from './support/approvals.js';
import { Given, type GivenUser } from './support/given.js';
import { GivenSeries } from './support/series.js';

const HOUR = 3_600_000;

describe('approval steps are planned once for a booking (AP-3, B-4, B-9)', () => {
  let app: TestApp;
  let given: Given;
  let requests: GivenRequests;
  let series: GivenSeries;
  let branchId: string;
  let booker: GivenUser;
  let only: GivenUser;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    requests = new GivenRequests(app, given);
    series = new GivenSeries(app, given);
  });
  afterAll(() => app?.stop());
  beforeEach(async () => {
    branchId = await given.branch();
    booker = await given.user(branchId, ['booker']);
    only = await given.user(branchId, ['booking_approver']);
  });

  const guarded = async (fields: object = {}, at = branchId) =>
    given.vehicle(at, { approvalFlowId: await given.flow({ always: true }, fields) });
  const twoSteps = { steps: [{ name: 'One' }, { name: 'Two' }] };
  const stepsOf = async (requestId: string) =>
    (await app.db.query('SELECT steps FROM approvals.requests WHERE id = $1', [requestId])).rows[0].steps;
  const giveApprover = async (on: boolean) => {
    const roles = on ? [{ roleId: await given.roleId('booking_approver') }] : [];
    await app.admin.expect(200, 'PUT', `/users/${only.id}/roles`, { roles });
  };
  /** Runs the acts while the one approver of the branch loses the role and gets it back, over and over. */
  const whileApproverComesAndGoes = async <T>(acts: Promise<T>): Promise<T> => {
    let over = false;
    const done = acts.finally(() => (over = true));
    while (!over) for (const on of [false, true]) await giveApprover(on);
    return done;
  };
  /** From the moment a booking is written, the branch has no approver any more. */
  const loseApproverWithEachBooking = async () => {
    await app.db.query(
      `CREATE FUNCTION bookings.lose_approver() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         UPDATE identity.users SET roles = '[]' WHERE id = '${only.id}';
         RETURN NULL;
       END $$;
       CREATE TRIGGER lose_approver AFTER INSERT OR UPDATE OF period ON bookings.bookings
         FOR EACH STATEMENT EXECUTE FUNCTION bookings.lose_approver()`,
    );
  };
  afterEach(() => app.db.query('DROP FUNCTION IF EXISTS bookings.lose_approver CASCADE'));

  it('B-4: bookings are made while the only approver comes and goes: each is confirmed or pending, none is a 500', async () => {
    const lines = await Promise.all([1, 2, 3, 4].map(() => guarded()));
    const line = async (vehicleId: string) => {
      const statuses: string[] = [];
      for (let day = 1; day <= 30; day += 1) {
        const { status, body } = await booker.client.post('/bookings', await given.wish(vehicleId, day));
        statuses.push(status === 201 ? `201 ${body.state}` : `${status} ${body.code}`);
      }
      return statuses;
    };
    const all = (await whileApproverComesAndGoes(Promise.all(lines.map(line)))).flat();
    expect(all.filter((each) => !['201 confirmed', '201 pending'].includes(each))).toEqual([]);
    const { rows } = await app.db.query(
      `SELECT count(*)::int AS n FROM bookings.bookings b WHERE b.branch_id = $1 AND (b.state = 'pending') <> EXISTS (
         SELECT FROM approvals.requests r WHERE r.booking_id = b.id AND r.state = 'pending')`,
      [branchId],
    );
    expect(rows[0].n).toBe(0);
  });

  it('B-4: the approver who was there when the booking was planned is gone when it is written: it waits as planned', async () => {
    const vehicleId = await guarded();
    await loseApproverWithEachBooking();
    const made = await booker.client.post('/bookings', await given.wish(vehicleId, 1));
    expect([codeOf(made), made.body.state]).toEqual(['201', 'pending']);
    expect(await stepsOf(await requests.of(made.body.id))).toMatchObject([{ state: 'waiting' }]);
  });

  it('B-4: the same for a move, for a series and for its edit', async () => {
    const vehicleId = await guarded();
    const { bookingId } = await requests.by(booker, vehicleId);
    const made = await series.by(booker, vehicleId, 2);
    await loseApproverWithEachBooking();
    const wish = await given.wish(vehicleId, 40);
    const moved = await booker.client.patch(`/bookings/${bookingId}`, { start: wish.start, end: wish.end });
    expect([codeOf(moved), moved.body.state]).toEqual(['200', 'pending']);
    await giveApprover(true);
    const again = await booker.client.post('/booking-series', await series.wish(vehicleId, 2));
    expect([codeOf(again), await series.statesOf({ ...made, seriesId: again.body.id })]).toEqual([
      '201',
      ['pending', 'pending'],
    ]);
    await giveApprover(true);
    const first = new Date(Date.parse(made.starts[0]!) + HOUR).toISOString();
    const edit = { start: first, end: new Date(Date.parse(first) + HOUR).toISOString() };
    expect(codeOf(await booker.client.patch(`/booking-series/${made.seriesId}`, edit))).toBe('200');
    expect(await series.statesOf(made)).toEqual(['pending', 'pending']);
  });

  it('B-4: what the flow asked for when it was planned is asked, also where the flow is edited before it is written', async () => {
    const vehicleId = await guarded({ steps: [{ name: 'Planned' }] });
    await app.db.query(
      `CREATE FUNCTION bookings.lose_approver() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         UPDATE approvals.flows SET steps = '[{"name": "Edited", "approverRoleId": null}]'
          WHERE id = (SELECT approval_flow_id FROM fleet.vehicles WHERE id = '${vehicleId}');
         RETURN NULL;
       END $$;
       CREATE TRIGGER lose_approver AFTER INSERT ON bookings.bookings
         FOR EACH STATEMENT EXECUTE FUNCTION bookings.lose_approver()`,
    );
    const { requestId } = await requests.by(booker, vehicleId);
    expect(await stepsOf(requestId)).toMatchObject([{ name: 'Planned' }]);
  });

  it('B-9: a later step that nobody is left to decide is skipped, recorded, and the booking confirmed', async () => {
    const { bookingId, requestId } = await requests.by(booker, await guarded(twoSteps));
    expect((await decide(only, requestId)).body).toMatchObject({
      state: 'approved',
      steps: [
        { state: 'approved', decidedBy: only.id },
        { state: 'skipped', decidedBy: null },
      ],
    });
    expect(await requests.booking(bookingId)).toMatchObject({
      state: 'confirmed',
      approval: { state: 'approved', skipped: true, automatic: false },
    });
  });

  it('B-9: a step in the middle is skipped, and the next is asked; a no is still a no', async () => {
    const instructorRole = await given.roleId('instructor');
    const instructor = await given.user(branchId, ['instructor']);
    const approverRole = await given.roleId('booking_approver');
    const vehicleId = await guarded({
      steps: [
        { name: 'One', approverRoleId: approverRole },
        { name: 'Two', approverRoleId: approverRole },
        { name: 'Three', approverRoleId: instructorRole },
      ],
    });
    const { bookingId, requestId } = await requests.by(booker, vehicleId);
    expect((await decide(only, requestId)).body).toMatchObject({
      state: 'pending',
      step: 2,
      steps: [{ state: 'approved' }, { state: 'skipped' }, { state: 'waiting' }],
    });
    expect(codeOf(await decide(instructor, requestId, 'decline'))).toBe('200');
    expect((await requests.booking(bookingId)).state).toBe('declined');
  });

  it('B-9: the approver of the second step is gone before the first is decided; of a series too', async () => {
    const second = await given.user(branchId, ['booking_approver']);
    const vehicleId = await guarded(twoSteps);
    const { bookingId, requestId } = await requests.by(booker, vehicleId);
    const made = await series.by(booker, vehicleId, 2);
    await app.admin.expect(200, 'POST', `/users/${second.id}/suspension`);
    expect((await decide(only, requestId)).body.state).toBe('approved');
    expect((await requests.booking(bookingId)).approval).toMatchObject({ skipped: true });
    const declined = { declinedBookingIds: [made.bookingIds[0]] };
    expect((await decide(only, made.requestId, 'approve', declined)).body.state).toBe('approved');
    expect(await series.statesOf(made)).toEqual(['declined', 'confirmed']);
  });

  it('B-9: somebody is left for the second step: it waits for them, and nothing is skipped', async () => {
    const second = await given.user(branchId, ['booking_approver']);
    const { bookingId, requestId } = await requests.by(booker, await guarded(twoSteps));
    expect((await decide(only, requestId)).body).toMatchObject({ state: 'pending', step: 1 });
    expect((await decide(second, requestId)).body.state).toBe('approved');
    expect((await requests.booking(bookingId)).approval).toMatchObject({ state: 'approved', skipped: false });
  });

  it('AP-3: steps are decided while the approver of the next one comes and goes: never a 500, and nothing is lost', async () => {
    const first = await given.user(branchId, ['booking_approver']);
    const vehicleId = await guarded(twoSteps);
    const waiting = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(() => requests.by(booker, vehicleId)));
    const decideAll = async () => {
      const answers = [];
      for (const { requestId } of waiting) answers.push(await decide(first, requestId));
      return answers;
    };
    const answers = await whileApproverComesAndGoes(decideAll());
    expect(answers.map(codeOf)).toEqual(waiting.map(() => '200'));
    for (const { body } of answers) expect(['approved', 'pending']).toContain(body.state);
  });
});
