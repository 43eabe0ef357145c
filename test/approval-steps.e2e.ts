import { ChaseApprovers } from '../src/approvals/use-cases/chase-approvers.js';
import { LapseRequests } from '../src/approvals/use-cases/lapse-requests.js';
import { TellOfLostApprovers } from '../src/approvals/use-cases/tell-of-lost-approvers.js';
import { type TestApp, startApp } from './support/app.js';
import { codeOf, decide, GivenRequests } from './support/approvals.js';
import { eventually } from './support/eventually.js';
import { Given, type GivenUser } from './support/given.js';
import { settled } from './support/stored.js';

describe('flows: their steps, and what happens when nobody answers (AP-1 … AP-5, AP-9, AP-11)', () => {
  let app: TestApp;
  let given: Given;
  let requests: GivenRequests;
  let branchId: string;
  let booker: GivenUser;
  let approver: GivenUser;
  let second: GivenUser;
  let instructor: GivenUser;
  let instructorRole: string;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    requests = new GivenRequests(app, given);
    branchId = await given.branch();
    booker = await given.user(branchId, ['booker']);
    approver = await given.user(branchId, ['booking_approver']);
    second = await given.user(branchId, ['booking_approver']);
    instructor = await given.user(branchId, ['instructor']);
    instructorRole = await given.roleId('instructor');
  });
  afterAll(() => app?.stop());

  const flow = (fields: object) => given.flow({ always: true }, fields);
  const vehicleWith = async (fields: object, at = branchId) =>
    given.vehicle(at, { approvalFlowId: await flow(fields) });
  const twoSteps = () => ({
    steps: [{ name: 'Fleet' }, { name: 'Flight desk', approverRoleId: instructorRole }],
  });

  it('AP-1, AP-2: steps are decided in order, the second only by approvers of its role; they alone are mailed then', async () => {
    const { bookingId, requestId } = await requests.by(booker, await vehicleWith(twoSteps()));
    await settled(app);
    const first = await decide(approver, requestId, 'approve', { step: 0 });
    expect(first.body).toMatchObject({ state: 'pending', step: 1, decidedBy: null });
    expect((await requests.booking(bookingId)).state).toBe('pending');
    await settled(app);
    // The instructor is an approver of the branch, so of the first step too.
    expect(await requests.mails('approval-wanted', instructor.id)).toBe(2);
    expect(await requests.mails('approval-wanted', second.id)).toBe(1);
    expect(codeOf(await decide(second, requestId))).toBe('403 forbidden');
    expect((await second.client.get('/approvals')).text).not.toContain(requestId);
    expect((await instructor.client.get('/approvals')).text).toContain(requestId);
    const { steps, state } = (await decide(instructor, requestId, 'approve', { step: 1 })).body;
    expect(state).toBe('approved');
    expect(steps).toMatchObject([
      { name: 'Fleet', state: 'approved', decidedBy: approver.id },
      { name: 'Flight desk', state: 'approved', decidedBy: instructor.id },
    ]);
    expect((await requests.booking(bookingId)).state).toBe('confirmed');
  });

  it('AP-1: two steps of one branch need two people; a no at any step ends it', async () => {
    const vehicleId = await vehicleWith({ steps: [{ name: 'One' }, { name: 'Two' }] });
    const { bookingId, requestId } = await requests.by(booker, vehicleId);
    expect((await decide(approver, requestId)).body).toMatchObject({ state: 'pending', step: 1 });
    const again = await decide(approver, requestId);
    expect([codeOf(again), again.body.step, again.body.decidedBy]).toEqual(['409 already_decided', 0, approver.id]);
    expect((await decide(second, requestId, 'decline', { note: 'No.' })).body).toMatchObject({ state: 'declined' });
    expect((await requests.booking(bookingId)).state).toBe('declined');
  });

  it('AP-1: a role that decides nothing, or is none, makes no step; the name of a step is needed', async () => {
    const make = (steps: object[]) => app.admin.post('/approval-flows', { name: 'X', conditions: {}, steps });
    const booking = await given.roleId('booker');
    expect(codeOf(await make([{ name: 'A', approverRoleId: booking }]))).toBe('422 invalid_input');
    expect(codeOf(await make([{ name: 'A', approverRoleId: crypto.randomUUID() }]))).toBe('404 unknown_reference');
    expect(codeOf(await make([]))).toBe('422 invalid_input');
    expect(codeOf(await make([{ approverRoleId: null }]))).toBe('422 invalid_input');
  });

  it('AP-3, NO-6: a step that nobody could take is passed over; without any, the booking is confirmed and admins are warned', async () => {
    const lonely = await given.branch();
    const [admin, here] = [await given.user(lonely, ['branch_admin']), await given.user(lonely, ['booker'])];
    const vehicleId = await vehicleWith(twoSteps(), lonely);
    const skipped = await here.client.expect(201, 'POST', '/bookings', await given.wish(vehicleId, 1));
    expect(skipped).toMatchObject({ state: 'confirmed', approval: { skipped: true } });
    await eventually('the admin is warned', async () => (await requests.mails('approval-skipped', admin.id)) === 1);
    await given.user(lonely, ['instructor']);
    const { requestId } = await requests.by(here, vehicleId);
    const { rows } = await app.db.query('SELECT steps FROM approvals.requests WHERE id = $1', [requestId]);
    expect(rows[0].steps.map(({ state }: { state: string }) => state)).toEqual(['waiting', 'waiting']);
    const other = await given.branch();
    const [elsewhere] = [await given.user(other, ['booker']), await given.user(other, ['booking_approver'])];
    const { requestId: passed } = await requests.by(elsewhere, await vehicleWith(twoSteps(), other));
    const after = await app.db.query('SELECT steps, step FROM approvals.requests WHERE id = $1', [passed]);
    expect([after.rows[0].step, after.rows[0].steps[1].state]).toEqual([0, 'skipped']);
  });

  it('AP-4: the booker’s own steps are approved at once and recorded; a flow can demand a second person', async () => {
    const both = await given.user(branchId, ['booker', 'booking_approver']);
    const { requestId } = await requests.by(both, await vehicleWith(twoSteps()));
    const seen = await instructor.client.expect(200, 'GET', `/approvals/${requestId}`);
    expect(seen.steps).toMatchObject([{ state: 'automatic', decidedBy: both.id }, { state: 'waiting' }]);
    const strict = await requests.by(both, await vehicleWith({ ...twoSteps(), requireSecondPerson: true }));
    expect(codeOf(await decide(both, strict.requestId))).toBe('403 cannot_decide_own');
    expect((await decide(approver, strict.requestId)).body).toMatchObject({ step: 1, state: 'pending' });
  });

  it('AP-1: an edit of a flow, or its end, changes nothing for requests that are open', async () => {
    const flowId = await flow({ steps: [{ name: 'One' }] });
    const vehicleId = await given.vehicle(branchId, { approvalFlowId: flowId });
    const { bookingId, requestId } = await requests.by(booker, vehicleId);
    const refused = await app.admin.delete(`/approval-flows/${flowId}`);
    expect([codeOf(refused), refused.body.vehicles]).toEqual(['409 flow_in_use', 1]);
    const edit = { ...twoSteps(), requireSecondPerson: true, noAnswer: { afterHours: 1, then: 'lapse' } };
    expect(await app.admin.expect(200, 'PATCH', `/approval-flows/${flowId}`, edit)).toMatchObject({
      steps: [{ name: 'Fleet', approverRoleId: null }, { approverRoleId: instructorRole }],
      noAnswer: edit.noAnswer,
    });
    await app.admin.expect(200, 'PATCH', `/vehicles/${vehicleId}`, { approvalFlowId: null });
    await app.admin.expect(204, 'DELETE', `/approval-flows/${flowId}`);
    expect((await app.admin.get('/approval-flows?limit=200')).text).not.toContain(flowId);
    expect((await decide(approver, requestId)).body).toMatchObject({ state: 'approved', steps: [{ name: 'One' }] });
    expect((await requests.booking(bookingId)).state).toBe('confirmed');
  });

  it('AP-1, AP-5: nobody answers: it lapses early, or those who manage the bookings are told once, as the flow says', async () => {
    const admin = await given.user(branchId, ['booking_admin']);
    const sweep = (Class: typeof LapseRequests | typeof ChaseApprovers, hours: number) =>
      Promise.all(
        [1, 2, 3].map(() => app.nest.get(Class, { strict: false }).run(new Date(Date.now() + hours * 3_600_000))),
      );
    const lapsing = await requests.by(booker, await vehicleWith({ noAnswer: { afterHours: 2, then: 'lapse' } }));
    const patient = await requests.by(booker, await vehicleWith({ noAnswer: { afterHours: 2, then: 'escalate' } }));
    await sweep(LapseRequests, 2.1);
    expect((await requests.booking(lapsing.bookingId)).state).toBe('lapsed');
    expect((await requests.booking(patient.bookingId)).state).toBe('pending');
    for (const hours of [1.9, 2.1, 2.2]) await sweep(ChaseApprovers, hours);
    await settled(app);
    expect(await requests.mails('approval-escalated', admin.id)).toBe(1);
    expect(await requests.mails('approval-escalated', approver.id)).toBe(0);
    expect(codeOf(await decide(approver, lapsing.requestId))).toBe('409 already_decided');
    expect((await decide(approver, patient.requestId)).status).toBe(200);
  });

  it('AP-11: each reminder goes out once, with several workers, and not for what is decided', async () => {
    const vehicleId = await vehicleWith({});
    const [open, done] = [await requests.by(booker, vehicleId), await requests.by(booker, vehicleId)];
    await settled(app);
    await decide(approver, done.requestId);
    const chase = app.nest.get(ChaseApprovers, { strict: false });
    const { rows } = await app.db.query<{ reminders_at: Date[] }>(
      'SELECT reminders_at FROM approvals.requests WHERE id = $1',
      [open.requestId],
    );
    expect(rows[0]!.reminders_at).toHaveLength(2);
    const before = await requests.mails('approval-reminder', second.id);
    for (const at of rows[0]!.reminders_at) await Promise.all([1, 2, 3, 4].map(() => chase.run(at)));
    await settled(app);
    const { rows: mails } = await app.db.query(
      `SELECT count(*)::int AS n FROM notifications.mails m JOIN platform.outbox o ON o.id = m.event_id
        WHERE m.template = 'approval-reminder' AND m.user_id = $1 AND o.payload ->> 'requestId' = $2`,
      [second.id, open.requestId],
    );
    expect(mails[0].n).toBe(2);
    expect(await requests.mails('approval-reminder', second.id)).toBeGreaterThanOrEqual(before + 2);
    const reminded = await app.db.query('SELECT version, reminders_at FROM approvals.requests WHERE id = $1', [
      open.requestId,
    ]);
    expect(reminded.rows[0]).toEqual({ version: 3, reminders_at: [] });
  });

  it('AP-9: a branch that loses its last approver keeps its requests, and the admins are told once; then again anew', async () => {
    const lost = await given.branch();
    const admin = await given.user(lost, ['branch_admin']);
    const here = await given.user(lost, ['booker']);
    const last = await given.user(lost, ['booking_approver']);
    const vehicleId = await vehicleWith({}, lost);
    const waiting = [await requests.by(here, vehicleId), await requests.by(here, vehicleId)];
    const look = async () => {
      const sweep = app.nest.get(TellOfLostApprovers, { strict: false });
      await Promise.all([1, 2, 3].map(() => sweep.run()));
      await settled(app);
      return requests.mails('approvers-lost', admin.id);
    };
    expect(await look()).toBe(0);
    await app.admin.expect(200, 'POST', `/users/${last.id}/suspension`);
    expect([await look(), await look()]).toEqual([1, 1]);
    expect((await app.mail.waitFor(admin.email, /no approvers left/i)).text).toContain(
      '2 bookings are waiting for approval',
    );
    for (const { bookingId } of waiting) expect((await requests.booking(bookingId)).state).toBe('pending');
    await app.admin.expect(200, 'DELETE', `/users/${last.id}/suspension`);
    expect(await look()).toBe(1);
    await app.admin.expect(200, 'PUT', `/users/${last.id}/roles`, { roles: [] });
    expect(await look()).toBe(2);
  });
});
