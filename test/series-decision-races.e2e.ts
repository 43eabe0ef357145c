import { type TestApp, startApp } from './support/app.js';
import { codeOf, decide } from './support/approvals.js';
import { Given, type GivenUser } from './support/given.js';
import { GivenSeries, type WaitingSeries } from './support/series.js';

const ROUNDS = 40;
const BOOKINGS = 5;

describe('races for the decision of a series (AP-7, AP-12, security item 21)', () => {
  let app: TestApp;
  let given: Given;
  let series: GivenSeries;
  let vehicleId: string;
  let booker: GivenUser;
  let first: GivenUser;
  let second: GivenUser;
  let deadlocks: number;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    series = new GivenSeries(app, given);
    const branchId = await given.branch();
    booker = await given.user(branchId, ['booker']);
    first = await given.user(branchId, ['booking_approver']);
    second = await given.user(branchId, ['booking_approver']);
    vehicleId = await given.vehicle(branchId, { approvalFlowId: await given.flow() });
  });
  afterAll(() => app?.stop());
  beforeEach(async () => {
    deadlocks = await deadlocksSoFar();
  });
  // One that the unit of work tries again is one nevertheless: it costs a second, and the third time a refusal.
  afterEach(async () => expect(await deadlocksSoFar()).toBe(deadlocks));

  async function deadlocksSoFar(): Promise<number> {
    await app.db.query('SELECT pg_stat_clear_snapshot(), pg_stat_force_next_flush()');
    const { rows } = await app.db.query<{ n: number }>(
      'SELECT deadlocks::int AS n FROM pg_stat_database WHERE datname = current_database()',
    );
    return rows[0]!.n;
  }

  /** How often each of the bookings was said yes or no to, by start; and where they stand. */
  async function outcome(made: WaitingSeries): Promise<{ states: string[]; decided: number[] }> {
    const { rows } = await app.db.query<{ state: string; decided: number }>(
      `SELECT b.state, (SELECT count(*)::int FROM platform.audit_entries a
                         WHERE a.subject_type = 'Booking' AND a.subject_id = b.id
                           AND a.action IN ('booking-confirmed', 'booking-declined', 'booking-lapsed')) AS decided
         FROM bookings.bookings b WHERE b.id = ANY ($1::uuid[]) ORDER BY lower(b.period)`,
      [made.bookingIds],
    );
    return { states: rows.map(({ state }) => state), decided: rows.map(({ decided }) => decided) };
  }
  const agrees = (states: string[]) =>
    states.map((state) => ({ confirmed: 'approved', cancelled: 'withdrawn' })[state] ?? state);
  const cancel = (bookingId: string) => booker.client.post(`/bookings/${bookingId}/cancellation`, {});

  it('decide × decide: one is taken for all, the other is told by whom; each booking is decided once', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const made = await series.by(booker, vehicleId, BOOKINGS);
      const declinedBookingIds = round % 2 ? made.bookingIds.slice(1, 3) : undefined;
      const answers = await Promise.all([
        decide(first, made.requestId, 'approve', { declinedBookingIds }),
        decide(second, made.requestId, 'decline'),
      ]);
      expect(answers.map(codeOf).sort()).toEqual(['200', '409 already_decided']);
      const [winner, loser] = answers[0]!.status === 200 ? answers : answers.toReversed();
      expect(loser!.body).toMatchObject({ state: winner!.body.state, decidedBy: winner!.body.decidedBy });
      const { states, decided } = await outcome(made);
      expect(decided).toEqual(Array(BOOKINGS).fill(1));
      expect(await series.outcomesOf(made.requestId)).toEqual(agrees(states));
    }
  });

  it('decide × decline one alone: it is declined once, by whoever was first, and the other is told', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const made = await series.by(booker, vehicleId, BOOKINGS);
      const [all, alone] = await Promise.all([
        decide(first, made.requestId),
        decide(second, made.requestId, 'decline', { declinedBookingIds: [made.bookingIds[2]] }),
      ]);
      const { states, decided } = await outcome(made);
      expect([`${codeOf(all!)}, ${codeOf(alone!)}: ${states[2]}`, decided]).toEqual([
        expect.stringMatching(/^200, (200: declined|409 already_decided: confirmed)$/),
        Array(BOOKINGS).fill(1),
      ]);
      expect(states.filter((state) => state === 'confirmed').length).toBe(states[2] === 'declined' ? 4 : 5);
    }
  });

  it('decide × cancel one: the others are decided, and that one is cancelled, before or after', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const made = await series.by(booker, vehicleId, BOOKINGS);
      const decision = round % 2 ? 'approve' : 'decline';
      const gone = round % BOOKINGS;
      const [decided, ...cancelled] = await Promise.all([
        decide(first, made.requestId, decision),
        cancel(made.bookingIds[gone]!),
        cancel(made.bookingIds[(gone + 2) % BOOKINGS]!),
      ]);
      expect(decided.status).toBe(200);
      for (const { status } of cancelled) expect([200, decision === 'approve' ? 200 : 409]).toContain(status);
      const { states } = await outcome(made);
      const others = states.filter((_, at) => at !== gone && at !== (gone + 2) % BOOKINGS);
      expect(others).toEqual(Array(3).fill(decision === 'approve' ? 'confirmed' : 'declined'));
      const wrong = (await series.outcomesOf(made.requestId)).filter((state, at) => {
        const fits = { approved: ['confirmed', 'cancelled'], declined: ['declined'], withdrawn: ['cancelled'] }[state];
        return !fits?.includes(states[at]!);
      });
      expect(wrong).toEqual([]);
    }
  });

  it('decide × lapse one: that one lapses and the others are decided, whoever is first', async () => {
    const { LapseRequests } = await import('../src/approvals/use-cases/lapse-requests.js');
    const lapse = app.nest.get(LapseRequests, { strict: false });
    for (let round = 0; round < ROUNDS; round += 1) {
      const made = await series.by(booker, vehicleId, BOOKINGS);
      // Its time comes while the decision is under way; two sweeps look at once.
      const soon = [`lapses_at = now() + interval '30 milliseconds'`, [made.requestId, made.bookingIds[0]]] as const;
      await app.db.query(`UPDATE approvals.occurrences SET ${soon[0]} WHERE request_id = $1 AND booking_id = $2`, [
        ...soon[1],
      ]);
      await app.db.query(`UPDATE approvals.requests SET ${soon[0]} WHERE id = $1`, [made.requestId]);
      const now = new Date(Date.now() + 60);
      const [decided] = await Promise.all([decide(first, made.requestId), lapse.run(now), lapse.run(now)]);
      expect(decided.status).toBe(200);
      const { states, decided: times } = await outcome(made);
      expect([states.slice(1), times]).toEqual([Array(4).fill('confirmed'), Array(BOOKINGS).fill(1)]);
      expect(['confirmed', 'lapsed']).toContain(states[0]);
      expect(await series.outcomesOf(made.requestId)).toEqual(agrees(states));
    }
  });

  it('decide × change of the series: what was decided stands or is asked about anew, and nothing is lost', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const made = await series.by(booker, vehicleId, BOOKINGS);
      const from = round % 2 ? { from: made.starts[2] } : {};
      const [decided, changed] = await Promise.all([
        decide(first, made.requestId),
        booker.client.patch(`/booking-series/${made.seriesId}`, { ...from, destination: `Elsewhere ${round}` }),
      ]);
      expect(changed.status).toBe(200);
      // The part that was changed is what nobody has approved yet; what was not is decided, in the one request or by it.
      const rest = round % 2 ? 2 : 0;
      expect([200, rest === 0 ? 409 : 200]).toContain(decided.status);
      if (decided.status === 409)
        expect([codeOf(decided), decided.body.state]).toEqual(['409 already_decided', 'withdrawn']);
      const { states } = await outcome(made);
      expect(states).toEqual([...Array(rest).fill('confirmed'), ...Array(BOOKINGS - rest).fill('pending')]);
      expect((await series.requestsOf(made.seriesId)).at(-1)).toMatchObject({
        ...{ state: 'pending', waiting_count: BOOKINGS - rest },
      });
    }
  });

  it('decide × cancel the series × cancel one × lapse: never a deadlock, and every booking ends once', async () => {
    const { LapseRequests } = await import('../src/approvals/use-cases/lapse-requests.js');
    const lapse = app.nest.get(LapseRequests, { strict: false });
    for (let round = 0; round < ROUNDS; round += 1) {
      const made = await series.by(booker, vehicleId, BOOKINGS);
      const answers = await Promise.all([
        decide(first, made.requestId, round % 2 ? 'approve' : 'decline', { declinedBookingIds: [made.bookingIds[1]] }),
        booker.client.post(`/booking-series/${made.seriesId}/cancellation`, { from: made.starts[2] }),
        cancel(made.bookingIds[4]!),
        cancel(made.bookingIds[1]!),
        lapse.run(new Date(Date.parse(made.starts[0]!))).then(() => ({ status: 200 })),
      ]);
      expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
      const { states, decided } = await outcome(made);
      expect(decided.filter((times) => times > 1)).toEqual([]);
      expect(states.slice(2)).toEqual(Array(3).fill('cancelled'));
      const told = await series.outcomesOf(made.requestId);
      expect(told.filter((state, at) => (state === 'pending') !== (states[at] === 'pending'))).toEqual([]);
    }
  });
});
