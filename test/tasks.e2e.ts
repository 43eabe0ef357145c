import { randomUUID } from 'node:crypto';
import { OfferVehicles } from '../src/bookings/use-cases/waiting-list/offer-vehicles.js';
import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser } from './support/given.js';
import { countStatements } from './support/statements.js';
import { stopSweeps } from './support/stop-sweeps.js';

const NOTHING = { approvals: 0, pendingPeople: 0, offers: 0, lateVehicles: 0, failedMails: 0, firstSteps: [] };

describe('what waits for somebody', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let elsewhere: string;
  let booker: GivenUser;
  const counts = new Map<string, number>();
  let stopCounting: () => void;

  beforeAll(async () => {
    stopCounting = countStatements(counts);
    app = await startApp({ TRUSTED_PROXIES: '127.0.0.1' });
    given = new Given(app);
    [branchId, elsewhere] = [await given.branch(), await given.branch()];
    booker = await given.user(branchId, ['booker']);
    await stopSweeps(app);
  });
  afterAll(async () => {
    stopCounting?.();
    await app?.stop();
  });

  const tasksOf = ({ client }: GivenUser) => client.expect(200, 'GET', '/me/tasks');

  it('says what a new organisation still lacks, to those who may set it up', async () => {
    const steps = async () => (await app.admin.expect(200, 'GET', '/me/tasks')).firstSteps;
    expect([await steps(), await tasksOf(booker)]).toEqual([['vehicle'], NOTHING]);
    await given.vehicle(branchId);
    expect(await steps()).toEqual([]);
  });

  it('counts requests that one may decide, and those of nobody else', async () => {
    const approver = await given.user(branchId, ['booking_approver']);
    const other = await given.user(elsewhere, ['booking_approver']);
    const vehicleId = await given.vehicle(branchId, { approvalFlowId: await given.flow() });
    for (const day of [1, 2]) await booker.client.expect(201, 'POST', '/bookings', await given.wish(vehicleId, day));
    expect(await tasksOf(approver)).toEqual({ ...NOTHING, approvals: 2 });
    expect((await approver.client.expect(200, 'GET', '/approvals')).pendingCount).toBe(2);
    expect(await tasksOf(other)).toEqual(NOTHING);
    expect(await tasksOf(booker)).toEqual(NOTHING);
  });

  it('RP-7: counts the people who wait, where the branch lets people add themselves', async () => {
    const closed = await given.branch({ openToSignUp: false });
    const [admin, shut] = [await given.user(branchId, ['branch_admin']), await given.user(closed, ['branch_admin'])];
    await app.db.query(
      `INSERT INTO identity.users (id, email, name, state, can_sign_in, branch_id, group_ids, roles, version, created_at, passkey_handle)
       SELECT gen_random_uuid(), n || '@waits.example', 'Waits', 'pending', true, CASE WHEN n < 4 THEN $1::uuid ELSE $2::uuid END, '{}', '[]', 1, now(), sha256(('w' || n)::bytea)
         FROM generate_series(1, 5) n`,
      [branchId, closed],
    );
    expect((await tasksOf(admin)).pendingPeople).toBe(3);
    expect((await tasksOf(shut)).pendingPeople).toBe(0);
    expect((await tasksOf(booker)).pendingPeople).toBe(0);
    const { items } = await admin.client.expect(200, 'GET', '/users?state=pending');
    expect(items).toHaveLength(3);
  });

  it('BK-14: counts offers until they lapse or are taken', async () => {
    const yard = await given.branch();
    const person = await given.user(yard, ['booker']);
    const vehicleId = await given.vehicle(yard);
    const { start, end } = await given.wish(vehicleId, 3);
    const entry = await person.client.expect(201, 'POST', '/waiting-list', { vehicleId, start, end });
    expect((await tasksOf(person)).offers).toBe(0);
    await app.nest.get(OfferVehicles, { strict: false }).run();
    expect((await tasksOf(person)).offers).toBe(1);
    expect((await tasksOf(booker)).offers).toBe(0);
    await person.client.expect(201, 'POST', `/waiting-list/${entry.id}/acceptance`, { reasonId: await given.reason() });
    expect((await tasksOf(person)).offers).toBe(0);
  });

  it('BK-2: counts vehicles that are still out, for their driver and for who manages bookings there', async () => {
    const yard = await given.branch();
    const [driver, manager] = [await given.user(yard, ['booker']), await given.user(yard, ['booking_admin'])];
    const stranger = await given.user(elsewhere, ['booking_admin']);
    const body = { vehicleId: await given.vehicle(yard), reasonId: await given.reason(), ...given.fromNow() };
    const { id } = await driver.client.expect(201, 'POST', '/bookings', body);
    await driver.client.expect(200, 'POST', `/bookings/${id}/check-out`, {});
    expect((await tasksOf(manager)).lateVehicles).toBe(0);
    await app.db.query(
      `UPDATE bookings.bookings SET period = tstzrange(now() - interval '2 hours', now() - interval '1 hour') WHERE id = $1`,
      [id],
    );
    const late = await Promise.all([driver, manager, stranger].map(tasksOf));
    expect(late.map(({ lateVehicles }) => lateVehicles)).toEqual([1, 1, 0]);
  });

  it('NO-3: counts mails that finally failed, for who may send them again', async () => {
    const yard = await given.branch();
    const admin = await given.user(yard, ['branch_admin']);
    const reader = await given.user(yard, ['booker']);
    const { rowCount } = await app.db.query(
      `UPDATE notifications.mails SET state = 'failed', sent_at = NULL WHERE user_id = $1`,
      [reader.id],
    );
    expect(rowCount).toBeGreaterThan(0);
    expect((await tasksOf(admin)).failedMails).toBe(rowCount);
    expect((await tasksOf(reader)).failedMails).toBe(0);
  });

  it('answers 304 while nothing has changed, and asks as many statements for many as for few', async () => {
    const approver = await given.user(branchId, ['booking_approver', 'branch_admin']);
    const ask = async (etag: string) => {
      const requestId = randomUUID();
      const headers = { 'if-none-match': etag, 'x-request-id': requestId };
      const answer = await approver.client.get('/me/tasks', { headers });
      return { ...answer, etag: answer.headers.get('etag')!, statements: counts.get(requestId) };
    };
    await ask('"none"');
    const first = await ask('"none"');
    expect([first.status, first.etag]).toEqual([200, expect.stringMatching(/^"[\w-]+"$/)]);
    expect((await ask(first.etag)).status).toBe(304);
    const vehicleId = await given.vehicle(branchId, { approvalFlowId: await given.flow() });
    for (const day of [3, 4, 5]) await booker.client.expect(201, 'POST', '/bookings', await given.wish(vehicleId, day));
    const later = await ask(first.etag);
    expect([later.status, later.body.approvals]).toEqual([200, first.body.approvals + 3]);
    expect(later.statements).toBe(first.statements);
    expect(later.statements).toBeLessThanOrEqual(9);
    expect((await app.anyone().get('/me/tasks')).status).toBe(401);
  });
});
