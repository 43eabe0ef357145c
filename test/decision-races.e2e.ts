import { taking } from '../src/platform/work/locks.js';
import { type TestApp, startApp } from './support/app.js';
import { eventually } from './support/eventually.js';
import { Given, type GivenUser } from './support/given.js';
import { held } from './support/held.js';

const ROUNDS = 100;

describe('races for one decision (AP-7, security item 21)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let vehicleId: string;
  let booker: GivenUser;
  let first: GivenUser;
  let second: GivenUser;
  let third: GivenUser;
  let day = 0;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
    booker = await given.user(branchId, ['booker']);
    first = await given.user(branchId, ['booking_approver']);
    second = await given.user(branchId, ['booking_approver']);
    third = await given.user(branchId, ['booking_approver']);
    vehicleId = await given.vehicle(branchId, { approvalFlowId: await given.flow() });
  });
  afterAll(() => app?.stop());

  /** A booking that waits, and its request. */
  async function waiting(vehicle = vehicleId): Promise<{ bookingId: string; requestId: string }> {
    const { id } = await booker.client.expect(201, 'POST', '/bookings', await given.wish(vehicle, (day += 1)));
    const { rows } = await app.db.query<{ id: string }>('SELECT id FROM approvals.requests WHERE booking_id = $1', [
      id,
    ]);
    return { bookingId: id as string, requestId: rows[0]!.id };
  }

  const entries = async (type: string, id: string): Promise<string[]> => {
    const { rows } = await app.db.query<{ action: string }>(
      'SELECT action FROM platform.audit_entries WHERE subject_type = $1 AND subject_id = $2 ORDER BY id',
      [type, id],
    );
    return rows.map(({ action }) => action);
  };

  it('two approvers at once, 100 times: one 200, one 409 that says who was first, one entry, one mail', async () => {
    const outcomes: { bookingId: string; approved: boolean }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const { bookingId, requestId } = await waiting();
      const decide = (who: GivenUser, decision: string) =>
        who.client.post(`/approvals/${requestId}/decision`, { decision });
      const answers = await Promise.all([decide(first, 'approve'), decide(second, 'decline')]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const [winner, loser] = answers[0].status === 200 ? [answers[0], answers[1]] : [answers[1], answers[0]];
      expect(loser.body).toMatchObject({
        code: 'already_decided',
        state: winner.body.state,
        decidedBy: winner.body.decidedBy,
      });
      const approved = winner.body.state === 'approved';
      const booking = await booker.client.expect(200, 'GET', `/bookings/${bookingId}`);
      expect(booking.state).toBe(approved ? 'confirmed' : 'declined');
      expect(await entries('ApprovalRequest', requestId)).toEqual(['request-opened', 'request-decided']);
      expect(await entries('Booking', bookingId)).toHaveLength(2);
      outcomes.push({ bookingId, approved });
    }
    await eventually(
      'every outcome is mailed',
      async () => app.mail.to(booker.email, /confirmed|declined/i).length >= ROUNDS,
      60_000,
    );
    const { rows } = await app.db.query(
      `SELECT count(*)::int AS mails, count(DISTINCT event_id)::int AS events FROM notifications.mails
        WHERE template IN ('booking-confirmed', 'booking-declined')`,
    );
    expect(rows[0]).toEqual({ mails: ROUNDS, events: ROUNDS });
    expect(app.mail.to(booker.email, /confirmed/i)).toHaveLength(outcomes.filter(({ approved }) => approved).length);
  });

  it('decide against cancel, 30 times: booking and request agree, and nothing is half done', async () => {
    for (let round = 0; round < 30; round += 1) {
      const { bookingId, requestId } = await waiting();
      const [decided, cancelled] = await Promise.all([
        first.client.post(`/approvals/${requestId}/decision`, { decision: round % 2 ? 'approve' : 'decline' }),
        booker.client.post(`/bookings/${bookingId}/cancellation`, {}),
      ]);
      const booking = await booker.client.expect(200, 'GET', `/bookings/${bookingId}`);
      const request = await first.client.expect(200, 'GET', `/approvals/${requestId}`);
      const outcome = [decided.status, cancelled.status, request.state, booking.state].join(' ');
      expect([
        '409 200 withdrawn cancelled', // the cancellation was first
        '200 200 approved cancelled', // approved first, then cancelled as any confirmed booking may be
        '200 409 declined declined', // declined first: there was nothing left to cancel
      ]).toContain(outcome);
    }
  });

  it('decide against lapse: exactly one of them happens', async () => {
    const { LapseRequests } = await import('../src/approvals/use-cases/lapse-requests.js');
    const lapse = app.nest.get(LapseRequests, { strict: false });
    for (let round = 0; round < 20; round += 1) {
      const { bookingId, requestId } = await waiting();
      const long = new Date(Date.now() + 400 * 86_400_000);
      const [decided] = await Promise.all([
        first.client.post(`/approvals/${requestId}/decision`, { decision: 'approve' }),
        lapse.run(long),
      ]);
      const { state } = await booker.client.expect(200, 'GET', `/bookings/${bookingId}`);
      expect([decided.status, state].join(' ')).toMatch(/^(200 confirmed|409 lapsed)$/);
    }
  });

  it('AP-7: two approvers at once on the first of two steps: one is taken, and the other word is not one on the next', async () => {
    const steps = [{ name: 'One' }, { name: 'Two' }];
    const twoSteps = await given.vehicle(branchId, { approvalFlowId: await given.flow({ always: true }, { steps }) });
    for (let round = 0; round < 30; round += 1) {
      const { bookingId, requestId } = await waiting(twoSteps);
      // Half of them say which step they mean, as who has the page open does; the others mean the one that waits.
      const meant = round % 2 ? { step: 0 } : {};
      const answers = await Promise.all(
        [first, second, first].map((who) =>
          who.client.post(`/approvals/${requestId}/decision`, { decision: 'approve', ...meant }),
        ),
      );
      const { state, step } = await first.client.expect(200, 'GET', `/approvals/${requestId}`);
      const taken = answers.filter(({ status }) => status === 200).length;
      // Without saying so, whoever comes after the first step is done means the second.
      if (round % 2) expect([taken, state, step]).toEqual([1, 'pending', 1]);
      else expect([taken, state]).toEqual(taken === 1 ? [1, 'pending'] : [2, 'approved']);
      expect(await entries('ApprovalRequest', requestId)).toHaveLength(1 + taken);
      const { state: booking } = await booker.client.expect(200, 'GET', `/bookings/${bookingId}`);
      expect(booking).toBe(state === 'approved' ? 'confirmed' : 'pending');
    }
  });

  it('AP-7: a decision against the last step’s and a cancellation at once: nothing is half done', async () => {
    const steps = [{ name: 'One' }, { name: 'Two' }];
    const twoSteps = await given.vehicle(branchId, { approvalFlowId: await given.flow({ always: true }, { steps }) });
    for (let round = 0; round < 20; round += 1) {
      const { bookingId, requestId } = await waiting(twoSteps);
      await first.client.expect(200, 'POST', `/approvals/${requestId}/decision`, { decision: 'approve' });
      const [yes, no, cancelled] = await Promise.all([
        second.client.post(`/approvals/${requestId}/decision`, { decision: 'approve', step: 1 }),
        third.client.post(`/approvals/${requestId}/decision`, { decision: 'decline', step: 1 }),
        booker.client.post(`/bookings/${bookingId}/cancellation`, {}),
      ]);
      const { state } = await first.client.expect(200, 'GET', `/approvals/${requestId}`);
      const booking = await booker.client.expect(200, 'GET', `/bookings/${bookingId}`);
      expect([
        '200 409 200 approved cancelled',
        '409 200 409 declined declined',
        '409 409 200 withdrawn cancelled',
      ]).toContain([yes.status, no.status, cancelled.status, state, booking.state].join(' '));
    }
  });

  it('AP-8, BK-10: decide against edit: what was decided is the booking as it was, or the new request waits', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { bookingId, requestId } = await waiting();
      const [decided, edited] = await Promise.all([
        first.client.post(`/approvals/${requestId}/decision`, { decision: 'approve' }),
        booker.client.patch(`/bookings/${bookingId}`, { destination: `Elsewhere ${round}` }),
      ]);
      const { state } = await first.client.expect(200, 'GET', `/approvals/${requestId}`);
      const booking = await booker.client.expect(200, 'GET', `/bookings/${bookingId}`);
      // Either way the edit is what nobody has approved yet.
      expect([
        '200 200 approved pending', // approved first, and back to approval by the edit (BK-10)
        '409 200 withdrawn pending', // the edit was first
      ]).toContain([decided.status, edited.status, state, booking.state].join(' '));
      const { rows } = await app.db.query('SELECT state FROM approvals.requests WHERE booking_id = $1 ORDER BY id', [
        bookingId,
      ]);
      expect(rows.map((row) => row.state)).toEqual([state, 'pending']);
    }
  });

  it('security item 72: an approver loses the role while they decide: it is taken whole, or refused', async () => {
    const roleId = await given.roleId('booking_approver');
    for (let round = 0; round < 15; round += 1) {
      const { bookingId, requestId } = await waiting();
      const leaving = await given.user(branchId, ['booking_approver']);
      const [decided, taken] = await Promise.all([
        leaving.client.post(`/approvals/${requestId}/decision`, { decision: 'approve' }),
        app.admin.put(`/users/${leaving.id}/roles`, { roles: [] }),
      ]);
      expect(taken.status).toBe(200);
      const { state } = await booker.client.expect(200, 'GET', `/bookings/${bookingId}`);
      expect([decided.status, state].join(' ')).toMatch(/^(200 confirmed|40[34] pending)$/);
      await app.admin.expect(200, 'PUT', `/users/${leaving.id}/roles`, { roles: [{ roleId }] });
      await app.admin.expect(200, 'POST', `/users/${leaving.id}/suspension`);
    }
  });

  it('security item 72: who waits for the lock while the role is taken away is refused', async () => {
    const { bookingId, requestId } = await waiting();
    const leaving = await given.user(branchId, ['booking_approver']);
    const turn = await held(app.db, taking([['booking', bookingId]]));
    const deciding = leaving.client.post(`/approvals/${requestId}/decision`, { decision: 'approve' });
    await turn.waitedFor();
    await app.admin.expect(200, 'PUT', `/users/${leaving.id}/roles`, { roles: [] });
    await turn.release();
    expect((await deciding).status).toBe(404);
    expect((await booker.client.expect(200, 'GET', `/bookings/${bookingId}`)).state).toBe('pending');
  });
});
