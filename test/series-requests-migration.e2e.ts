import { Client } from 'pg';
import type { QueryRunner } from 'typeorm';
import { ApprovalsAddOccurrences1795403000000 } from '../migrations/1795403000000-approvals-add-occurrences.js';
import { type TestApp, startApp } from './support/app.js';
import { decide } from './support/approvals.js';
import { Given, type GivenUser } from './support/given.js';
import { GivenSeries, type WaitingSeries } from './support/series.js';
import { stopSweeps } from './support/stop-sweeps.js';

describe('the migration to one request for a series', () => {
  let app: TestApp;
  let db: Client;
  let given: Given;
  let series: GivenSeries;
  let vehicleId: string;
  let booker: GivenUser;
  let approver: GivenUser;
  const migration = new ApprovalsAddOccurrences1795403000000();
  const runner = { query: (sql: string, values?: unknown[]) => db.query(sql, values) } as unknown as QueryRunner;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    series = new GivenSeries(app, given);
    const branchId = await given.branch();
    booker = await given.user(branchId, ['booker']);
    approver = await given.user(branchId, ['booking_approver']);
    vehicleId = await given.vehicle(branchId, { approvalFlowId: await given.flow() });
    db = new Client({ connectionString: app.config.values.DATABASE_URL });
    await db.connect();
    // A sweep takes locks of requests in an order of its own; a migration runs before the service does.
    await stopSweeps(app);
  }, 60_000);
  afterAll(async () => {
    await db?.end();
    await app?.stop();
  });

  const requestsOf = async ({ bookingIds }: WaitingSeries) =>
    (
      await db.query<{ id: string; state: string; decided_by: string | null }>(
        `SELECT r.id, r.state, r.decided_by FROM approvals.requests r
          WHERE r.booking_id = ANY ($1::uuid[]) ORDER BY lower(r.period)`,
        [bookingIds],
      )
    ).rows;

  it('AP-12: back, each booking has a request of its own, as it stands; there again, those stay and are decided', async () => {
    const open = await series.by(booker, vehicleId, 4);
    await decide(approver, open.requestId, 'decline', { declinedBookingIds: [open.bookingIds[1]] });
    await booker.client.expect(200, 'POST', `/bookings/${open.bookingIds[0]}/cancellation`, {});
    const over = await series.by(booker, vehicleId, 3);
    await decide(approver, over.requestId, 'approve', { declinedBookingIds: [over.bookingIds[0]] });
    const { id: single } = await booker.client.expect(201, 'POST', '/bookings', await given.wish(vehicleId, 500));
    await migration.down(runner);
    const left = await requestsOf(open);
    expect(left.map(({ state }) => state)).toEqual(['withdrawn', 'declined', 'pending', 'pending']);
    expect(left.map(({ id }) => id === open.requestId)).toEqual([false, false, true, false]);
    expect((await requestsOf(over)).map(({ state, decided_by: by }) => [state, by])).toEqual([
      ['declined', approver.id],
      ['approved', approver.id],
      ['approved', approver.id],
    ]);

    await migration.up(runner);
    const { rows } = await db.query(
      `SELECT r.booking_id, r.series_id, r.occurrence_count AS occurrences, r.waiting_count AS waiting
         FROM approvals.requests r WHERE r.state = 'pending' ORDER BY lower(r.period)`,
    );
    const alone = { series_id: null, occurrences: 1, waiting: 1 };
    expect(rows).toEqual([...open.bookingIds.slice(2), single].map((id) => ({ booking_id: id, ...alone })));
    const [, , third, fourth] = await requestsOf(open);
    expect((await decide(approver, third!.id)).body.state).toBe('approved');
    expect((await decide(approver, fourth!.id, 'decline')).body.state).toBe('declined');
    expect(await series.statesOf(open)).toEqual(['cancelled', 'declined', 'confirmed', 'declined']);
    // A change of the series sends it back to approval as one request.
    await booker.client.expect(200, 'PATCH', `/booking-series/${over.seriesId}`, { destination: 'The coast' });
    expect(await series.requestsOf(over.seriesId)).toMatchObject([{ state: 'pending', waiting_count: 2 }]);
  });
});
