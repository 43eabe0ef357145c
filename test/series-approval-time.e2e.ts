import { type TestApp, startApp } from './support/app.js';
import { codeOf, decide } from './support/approvals.js';
import { Given, type GivenUser } from './support/given.js';
import { GivenSeries, type WaitingSeries } from './support/series.js';

describe('what becomes of a series that waits (AP-12)', () => {
  let app: TestApp;
  let given: Given;
  let series: GivenSeries;
  let branchId: string;
  let vehicleId: string;
  let booker: GivenUser;
  let approver: GivenUser;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    series = new GivenSeries(app, given);
    branchId = await given.branch();
    booker = await given.user(branchId, ['booker']);
    approver = await given.user(branchId, ['booking_approver']);
    vehicleId = await given.vehicle(branchId, { approvalFlowId: await given.flow() });
  });
  afterAll(() => app?.stop());

  const request = (id: string) => approver.client.expect(200, 'GET', `/approvals/${id}`);
  const queue = async (query: string): Promise<{ id: string }[]> =>
    (await approver.client.expect(200, 'GET', `/approvals?${query}`)).items;
  const withFlow = async (fields: object) =>
    given.vehicle(branchId, { approvalFlowId: await given.flow({ always: true }, fields) });

  it('AP-8: what is cancelled or edited alone is withdrawn alone; cancelling the series withdraws the request', async () => {
    const made = await series.by(booker, vehicleId, 4);
    await booker.client.expect(200, 'POST', `/bookings/${made.bookingIds[0]}/cancellation`, {});
    await booker.client.expect(200, 'PATCH', `/bookings/${made.bookingIds[1]}`, { destination: 'The coast' });
    expect(await series.outcomesOf(made.requestId)).toEqual(['withdrawn', 'withdrawn', 'pending', 'pending']);
    expect(await request(made.requestId)).toMatchObject({ state: 'pending', waitingCount: 2, start: made.starts[2] });
    // What was edited is asked about anew, as the booking that it is.
    const anew = (await queue(`vehicleId=${vehicleId}&limit=200`)).filter(
      (each) => (each as unknown as { bookingId: string }).bookingId === made.bookingIds[1],
    );
    expect(anew).toMatchObject([{ seriesId: null, occurrenceCount: 1 }]);
    await booker.client.expect(200, 'POST', `/booking-series/${made.seriesId}/cancellation`, {});
    expect(await request(made.requestId)).toMatchObject({ state: 'withdrawn', waitingCount: 0 });
    expect((await request(anew[0]!.id)).state).toBe('withdrawn');
    expect(await series.statesOf(made)).toEqual(Array(4).fill('cancelled'));
    expect(codeOf(await decide(approver, made.requestId))).toBe('409 already_decided');
  });

  it('BK-10: a change of the series withdraws what was asked, and is one request again', async () => {
    const made = await series.by(booker, vehicleId, 4);
    const from = { from: made.starts[2], destination: 'The coast' };
    await booker.client.expect(200, 'PATCH', `/booking-series/${made.seriesId}`, from);
    const [old, next, ...more] = await series.requestsOf(made.seriesId);
    expect([old, next, more]).toMatchObject([
      { state: 'pending', waiting_count: 2 },
      { state: 'pending', waiting_count: 2 },
      [],
    ]);
    expect(await series.outcomesOf(made.requestId)).toEqual(['pending', 'pending', 'withdrawn', 'withdrawn']);
    await decide(approver, old!.id);
    await decide(approver, next!.id);
    expect(await series.statesOf(made)).toEqual(Array(4).fill('confirmed'));
    await booker.client.expect(200, 'PATCH', `/booking-series/${made.seriesId}`, { destination: 'The hills' });
    expect((await series.requestsOf(made.seriesId)).at(-1)).toMatchObject({ state: 'pending', waiting_count: 4 });
    const last = (await series.requestsOf(made.seriesId)).length;
    await booker.client.expect(200, 'PATCH', `/booking-series/${made.seriesId}`, {
      notes: 'Nothing that anybody decides.',
    });
    expect(await series.requestsOf(made.seriesId)).toHaveLength(last);
  });

  describe('as time goes by', () => {
    const swept = async (sweep: 'lapse-requests' | 'chase-approvers', at: number) => {
      const [{ LapseRequests }, { ChaseApprovers }] = [
        await import('../src/approvals/use-cases/lapse-requests.js'),
        await import('../src/approvals/use-cases/chase-approvers.js'),
      ];
      const type = sweep === 'lapse-requests' ? LapseRequests : ChaseApprovers;
      await app.nest.get<{ run(now: Date): Promise<void> }>(type, { strict: false }).run(new Date(at));
    };
    const hours = (count: number) => count * 3_600_000;
    const wanted = async (made: WaitingSeries, type: string) => {
      const { rows } = await app.db.query(
        `SELECT count(*)::int AS n FROM platform.outbox WHERE type = $1 AND payload ->> 'requestId' = $2`,
        [type, made.requestId],
      );
      return rows[0].n as number;
    };

    it('AP-5: what is not decided by its own start lapses alone, and the request is over with the last', async () => {
      const vehicle = await given.vehicle(branchId, { approvalFlowId: await given.flow() });
      const made = await series.by(booker, vehicle, 3);
      await swept('lapse-requests', Date.parse(made.starts[0]!));
      expect(await series.statesOf(made)).toEqual(['lapsed', 'pending', 'pending']);
      const late = await decide(approver, made.requestId, 'decline', { declinedBookingIds: [made.bookingIds[0]] });
      expect([codeOf(late), late.body.state]).toEqual(['409 already_decided', 'lapsed']);
      await swept('lapse-requests', Date.parse(made.starts[2]!));
      expect(await request(made.requestId)).toMatchObject({ state: 'lapsed', waitingCount: 0 });
      expect(await series.statesOf(made)).toEqual(['lapsed', 'lapsed', 'lapsed']);
    });

    it('AP-11: approvers are reminded before the next one lapses, of each in its turn', async () => {
      const made = await series.by(booker, await given.vehicle(branchId, { approvalFlowId: await given.flow() }), 3);
      const reminders = () => wanted(made, 'approvals.request-reminder-due');
      await swept('chase-approvers', Date.parse(made.starts[0]!) - hours(1));
      await swept('chase-approvers', Date.parse(made.starts[0]!) - hours(0.5));
      expect(await reminders()).toBe(1);
      await booker.client.expect(200, 'POST', `/bookings/${made.bookingIds[0]}/cancellation`, {});
      await swept('chase-approvers', Date.parse(made.starts[1]!) - hours(25));
      expect(await reminders()).toBe(1);
      await swept('chase-approvers', Date.parse(made.starts[1]!) - hours(24));
      expect(await reminders()).toBe(2);
    });

    it('AP-1: where a flow says so, all of it is told to others once, or lapses early', async () => {
      const told = await series.by(booker, await withFlow({ noAnswer: { afterHours: 1, then: 'escalate' } }), 3);
      for (const after of [1.1, 1.2]) await swept('chase-approvers', Date.now() + hours(after));
      expect(await wanted(told, 'approvals.request-escalated')).toBe(1);
      const early = await series.by(booker, await withFlow({ noAnswer: { afterHours: 1, then: 'lapse' } }), 3);
      await swept('lapse-requests', Date.now() + hours(1.1));
      expect((await request(early.requestId)).state).toBe('lapsed');
      expect(await series.statesOf(early)).toEqual(Array(3).fill('lapsed'));
    });
  });
});
