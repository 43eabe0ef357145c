import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser } from './support/given.js';
import { mention } from './support/mentions.js';
import { placesOf, settled } from './support/stored.js';

const NAME = 'Zebedee O"Quill';
/** Where people write of each other. */
const FREE_TEXT = [
  ...['approvals.requests', 'approvals.occurrences', 'bookings.bookings', 'fleet.vehicles', 'fleet.unavailability'],
  ...['approvals.flows', 'bookings.policies', 'bookings.reasons', 'branches.groups', 'branches.group_names'],
  ...['branches.branches', 'branches.agreements', 'identity.users', 'platform.audit_entries', 'platform.outbox'],
];
const INNOCENT = ['bookings.bookings', 'platform.audit_entries'].map((table) => `${table}: ${NAME.toLowerCase()}`);

describe('what others wrote of somebody who is erased (ID-17)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let booker: GivenUser;
  let approver: GivenUser;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
    approver = await given.user(branchId, ['booking_approver']);
    // A second step needs somebody else: without them it is skipped (AP-3).
    await given.user(branchId, ['booking_approver']);
    booker = await given.user(branchId, ['booker', 'on_behalf_booker']);
  });
  afterAll(() => app?.stop());

  it('ID-17: somebody who calls themselves as a state is called takes none out of requests and histories', async () => {
    const user = await given.user(branchId, ['booker'], { name: 'Waiting' });
    const twoSteps = { steps: [{ name: 'One' }, { name: 'Two' }] };
    const vehicleId = await given.vehicle(branchId, { approvalFlowId: await given.flow({ always: true }, twoSteps) });
    const { id } = await booker.client.expect(201, 'POST', '/bookings', await given.wish(vehicleId, 6));
    const state = [{ field: 'state', before: null, after: 'waiting' }];
    await app.db.query(
      `INSERT INTO platform.audit_entries (id, subject_type, subject_id, action, changes)
       VALUES (gen_random_uuid(), 'WaitingEntry', $1, 'made', $2)`,
      [id, JSON.stringify(state)],
    );
    await app.admin.expect(204, 'DELETE', `/users/${user.id}`);
    const requests = await app.db.query('SELECT steps FROM approvals.requests WHERE booking_id = $1', [id]);
    expect(requests.rows[0].steps).toMatchObject([{ state: 'waiting' }, { state: 'waiting' }]);
    const told = await app.db.query('SELECT changes FROM platform.audit_entries WHERE subject_id = $1', [id]);
    expect(told.rows).toContainEqual({ changes: state });
  });

  it('ID-17: who calls themselves like a vehicle or a destination takes neither away with them', async () => {
    const name = 'Blue Van 7';
    const vehicleId = await given.vehicle(branchId, { name });
    const wish = { ...(await given.wish(vehicleId, 9)), destination: name, costCentre: name };
    const booking = await booker.client.expect(201, 'POST', '/bookings', wish);
    const user = await given.user(branchId, ['booker']);
    const own = { ...(await given.wish(await given.vehicle(branchId), 9)), destination: `To ${name}` };
    const { id } = await user.client.expect(201, 'POST', '/bookings', own);
    await user.client.expect(200, 'PATCH', '/me', { name, phone: name });
    await user.client.expect(204, 'DELETE', '/me');
    expect((await app.admin.expect(200, 'GET', `/vehicles/${vehicleId}`)).name).toBe(name);
    const kept = await app.admin.expect(200, 'GET', `/bookings/${booking.id}`);
    expect(kept).toMatchObject({ destination: name, costCentre: name });
    const { destination } = await app.admin.expect(200, 'GET', `/bookings/${id}`);
    expect(destination).toBe(`To Deleted user ${user.id.slice(-4)}`);
  });

  it('ID-17: what others wrote of the person keeps a pseudonym, wherever it stands, and its other words', async () => {
    const user = await given.user(branchId, ['booker'], { name: NAME });
    const { bookings, vehicleId } = await mention(app, user, NAME, { branchId, booker, approver });
    await settled(app);
    const tables = new Set((await placesOf(app.db, [user.email, NAME])).map((place) => place.split(':')[0]));
    expect([...tables]).toEqual(expect.arrayContaining(FREE_TEXT));
    const entries = async () => (await app.db.query('SELECT id FROM platform.audit_entries ORDER BY id')).rows;
    const before = await entries();
    const { version } = await app.admin.expect(200, 'GET', `/vehicles/${vehicleId}`);
    await app.admin.expect(204, 'DELETE', `/users/${user.id}`);
    await settled(app);
    // But for somebody whose name only begins alike.
    const left = await placesOf(app.db, [user.email, NAME]);
    expect(new Set(left.map((place) => place.replaceAll('\\', '')))).toEqual(new Set(INNOCENT));
    const pseudonym = `Deleted user ${user.id.slice(-4)}`;
    const who = `${pseudonym} <${pseudonym}>`;
    const { rows } = await app.db.query('SELECT id, notes FROM bookings.bookings WHERE id = ANY ($1)', [
      [bookings.left, bookings.theirs, bookings.innocent],
    ]);
    expect(new Map(rows.map(({ id, notes }) => [id, notes]))).toEqual(
      new Map([
        [bookings.left, `Fetch ${who}`],
        [bookings.theirs, `Keys from ${who}, at the gate`],
        [bookings.innocent, `${NAME}sen is somebody else`],
      ]),
    );
    const requests = await app.db.query(
      `SELECT steps -> 0 ->> 'note' AS note, state FROM approvals.requests WHERE booking_id = ANY ($1) ORDER BY created_at`,
      [[bookings.riding, bookings.waiting, bookings.series]],
    );
    expect(requests.rows).toEqual([
      { note: `Since ${who} comes along`, state: 'approved' },
      { note: `Ask ${who}`, state: 'pending' },
      { note: `With ${who}`, state: 'approved' },
    ]);
    // Whoever has the vehicle from before is told that it is another now; and what was done is told as often as before.
    expect(await app.admin.expect(200, 'GET', `/vehicles/${vehicleId}`)).toMatchObject({
      notes: `The keys are with ${who}`,
      version: version + 1,
    });
    expect(await entries()).toEqual(expect.arrayContaining(before));
  });

  it('ID-17: a trail that is longer than one statement looks through is searched to its end', async () => {
    const user = await given.user(branchId, ['booker'], { name: NAME });
    const changes = [{ field: 'note', before: null, after: `About ${user.email}` }];
    await app.db.query(
      `INSERT INTO platform.audit_entries (id, subject_type, subject_id, action, changes)
       SELECT gen_random_uuid(), 'Vehicle', gen_random_uuid(), 'changed', $1 FROM generate_series(1, 20001)`,
      [JSON.stringify(changes)],
    );
    await app.admin.expect(204, 'DELETE', `/users/${user.id}`);
    expect(await placesOf(app.db, [user.email])).toEqual([]);
  });
});
