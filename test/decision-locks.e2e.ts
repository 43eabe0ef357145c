import { Client } from 'pg';
import { LapseRequests } from '../src/approvals/use-cases/lapse-requests.js';
import { type TestApp, startApp } from './support/app.js';
import { GivenRequests, type Waiting } from './support/approvals.js';
import { eventually } from './support/eventually.js';
import { Given, type GivenUser } from './support/given.js';
import { stopSweeps } from './support/stop-sweeps.js';

/** Longer than a request waits for a statement: a deadlock ends none of them in time. */
const DEADLOCK_TIMEOUT = '10s';
const LATER = new Date(Date.now() + 400 * 86_400_000);

/**
 * Architecture rule 3b. Whoever decides takes the request's row and then the booking's; whoever cancels or edits takes them
 * the other way round. That neither stands in the other's way is the work of the booking's lock alone: without it, both wait
 * for each other in each of these, until PostgreSQL breaks one of them off.
 */
describe('AP-7, AP-8: who comes first to the booking’s lock is first, and nobody deadlocks', () => {
  let app: TestApp;
  let given: Given;
  let requests: GivenRequests;
  let booker: GivenUser;
  let approver: GivenUser;
  let vehicleId: string;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    requests = new GivenRequests(app, given);
    const branchId = await given.branch();
    booker = await given.user(branchId, ['booker']);
    approver = await given.user(branchId, ['booking_approver']);
    vehicleId = await given.vehicle(branchId, { approvalFlowId: await given.flow() });
    await neverBreakDeadlocks();
    await stopSweeps(app);
  });
  afterAll(() => app?.stop());

  /** What a connection begins with holds for it to its end, so all begin anew. */
  async function neverBreakDeadlocks(): Promise<void> {
    const admin = new Client({ connectionString: process.env.TEST_POSTGRES_ADMIN_URL! });
    await admin.connect();
    const { pathname } = new URL(app.config.databaseUrl);
    await admin.query(`ALTER DATABASE ${pathname.slice(1)} SET deadlock_timeout = '${DEADLOCK_TIMEOUT}'`);
    await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [pathname.slice(1)]);
    await admin.end();
    await eventually('the service is connected anew', async () => {
      const answers = await Promise.all(Array.from({ length: 8 }, () => booker.client.get('/session')));
      return answers.every(({ status }) => status === 200);
    });
    expect((await app.db.query('SHOW deadlock_timeout')).rows).toEqual([{ deadlock_timeout: DEADLOCK_TIMEOUT }]);
  }

  async function waitersAre(count: number): Promise<void> {
    await eventually(`${count} wait for a lock`, async () => {
      const { rows } = await app.db.query<{ waiters: number }>(
        `SELECT count(*)::int AS waiters FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return rows[0]!.waiters === count;
    });
  }

  /** Both at once: the first stands before the request's row, with what it has taken so far, when the second begins. */
  async function inTurn<First, Second>(
    { requestId }: Waiting,
    first: () => Promise<First>,
    second: () => Promise<Second>,
  ): Promise<[First, Second]> {
    const holder = await app.db.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('SELECT FROM approvals.requests WHERE id = $1 FOR NO KEY UPDATE', [requestId]);
      const begun = first();
      await waitersAre(1);
      const follows = second();
      await waitersAre(2);
      await holder.query('COMMIT');
      return await Promise.all([begun, follows]);
    } finally {
      holder.release();
    }
  }

  const decide = ({ requestId }: Waiting, decision: string) =>
    approver.client.post(`/approvals/${requestId}/decision`, { decision });
  const cancel = ({ bookingId }: Waiting) => booker.client.post(`/bookings/${bookingId}/cancellation`, {});
  const edit = ({ bookingId }: Waiting) => booker.client.patch(`/bookings/${bookingId}`, { destination: 'Elsewhere' });
  const outcome = async ({ bookingId, requestId }: Waiting) => {
    const { state } = await booker.client.expect(200, 'GET', `/bookings/${bookingId}`);
    const request = await approver.client.expect(200, 'GET', `/approvals/${requestId}`);
    return `${request.state} ${state}`;
  };

  it.each([
    ['approve', 200, 'approved cancelled'],
    ['decline', 409, 'declined declined'],
  ])('%s, and then a cancellation', async (decision, cancelled, left) => {
    const waiting = await requests.by(booker, vehicleId);
    const [first, second] = await inTurn(
      waiting,
      () => decide(waiting, decision),
      () => cancel(waiting),
    );
    expect([first.status, second.status]).toEqual([200, cancelled]);
    expect(await outcome(waiting)).toBe(left);
  });

  it('approve, and then an edit', async () => {
    const waiting = await requests.by(booker, vehicleId);
    const [first, second] = await inTurn(
      waiting,
      () => decide(waiting, 'approve'),
      () => edit(waiting),
    );
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(await outcome(waiting)).toBe('approved pending');
  });

  it('a lapse, and then a cancellation', async () => {
    const waiting = await requests.by(booker, vehicleId);
    const lapse = app.nest.get(LapseRequests, { strict: false });
    const [, second] = await inTurn(
      waiting,
      () => lapse.run(LATER),
      () => cancel(waiting),
    );
    expect(second.status).toBe(409);
    expect(await outcome(waiting)).toBe('lapsed lapsed');
  });
});
