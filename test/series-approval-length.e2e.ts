import { randomUUID } from 'node:crypto';
import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser } from './support/given.js';
import { GivenSeries } from './support/series.js';
import { countStatements } from './support/statements.js';
import { settled } from './support/stored.js';

/** What a request about a series asks of the database, however many bookings it has. */
const SHARED = 20;

describe('long series that wait for approval (AP-12)', () => {
  let app: TestApp;
  let given: Given;
  let series: GivenSeries;
  let vehicleId: string;
  let booker: GivenUser;
  let approver: GivenUser;
  const statements = new Map<string, number>();
  let stopCounting: (() => void) | undefined;

  beforeAll(async () => {
    stopCounting = countStatements(statements);
    app = await startApp({ TRUSTED_PROXIES: '127.0.0.1' });
    given = new Given(app);
    series = new GivenSeries(app, given);
    const branchId = await given.branch();
    booker = await given.user(branchId, ['booker']);
    approver = await given.user(branchId, ['booking_approver']);
    vehicleId = await given.vehicle(branchId, { approvalFlowId: await given.flow() });
  });
  afterAll(async () => {
    stopCounting?.();
    await app?.stop();
  });

  async function counted(who: GivenUser, method: 'GET' | 'POST', path: string, body?: object) {
    const requestId = randomUUID();
    const answer = await who.client.send(method, path, {
      ...(body && { body }),
      headers: { 'x-request-id': requestId },
    });
    expect(answer.status).toBeLessThan(300);
    return { body: answer.body, statements: statements.get(requestId) ?? 0 };
  }

  it('AP-6: are shown, decided and withdrawn by as many statements as short ones', async () => {
    const asked = async (count: number) => {
      const [made, other] = [await series.by(booker, vehicleId, count), await series.by(booker, vehicleId, count)];
      await approver.client.get(`/approvals/${made.requestId}`);
      const decision = { decision: 'approve', declinedBookingIds: made.bookingIds.slice(0, count / 2) };
      const withdrawn = await counted(booker, 'POST', `/booking-series/${other.seriesId}/cancellation`, {});
      return {
        shown: (await counted(approver, 'GET', `/approvals/${made.requestId}`)).statements,
        decided: (await counted(approver, 'POST', `/approvals/${made.requestId}/decision`, decision)).statements,
        withdrawn: withdrawn.statements,
      };
    };
    const few = await asked(4);
    expect(few.decided).toBeGreaterThan(5);
    expect(Math.max(...Object.values(few))).toBeLessThanOrEqual(SHARED);
    expect(await asked(100)).toEqual(few);
  });

  it('AP-12: of 366 bookings one is opened, mailed and decided', async () => {
    const took: number[] = [];
    const timed = async <T>(work: () => Promise<T>) => {
      const before = performance.now();
      const result = await work();
      took.push(Math.round(performance.now() - before));
      return result;
    };
    await settled(app);
    const made = await timed(() => series.by(booker, vehicleId, 366));
    await timed(() => settled(app));
    const path = `/approvals/${made.requestId}`;
    const shown = await timed(() => counted(approver, 'GET', path));
    expect(shown.body.occurrences).toHaveLength(366);
    const mails = async () =>
      (
        await app.db.query<{ entries: number }>(
          `SELECT jsonb_array_length(calendar) AS entries FROM notifications.mails
            WHERE template = 'series-decided' AND user_id = $1 ORDER BY id`,
          [booker.id],
        )
      ).rows;
    const before = await mails();
    const declinedBookingIds = made.bookingIds.slice(0, 66);
    const decided = await timed(() =>
      counted(approver, 'POST', `${path}/decision`, { decision: 'approve', declinedBookingIds }),
    );
    expect(decided.statements).toBeLessThanOrEqual(SHARED);
    await timed(() => settled(app));
    const states = await series.statesOf(made);
    expect(states.filter((state) => state === 'confirmed')).toHaveLength(300);
    expect((await mails()).slice(before.length)).toEqual([{ entries: 300 }]);
    console.log(
      `366 occurrences: make, mail, show, decide, mail took ${took.join(', ')} ms, ${decided.statements} statements`,
    );
  });
});
