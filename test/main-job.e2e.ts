import { type TestApp, startApp } from './support/app.js';
import type { Client } from './support/client.js';
import { eventually } from './support/eventually.js';
import { Given, type GivenUser, PASSWORD } from './support/given.js';
import { isRequired } from './support/required.js';

const backEnds = [{ queue: 'PostgreSQL', settings: {} as Record<string, string> }];
const redis = process.env.TEST_REDIS_URL;
if (redis) backEnds.push({ queue: 'Redis', settings: { REDIS_URL: redis } });
else if (isRequired('redis')) throw new Error('The Redis back end is required here.');

describe.each(backEnds)('the main job, with the queue on $queue', ({ settings }) => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let approver: GivenUser;
  const email = 'nora@newcomer.example';

  beforeAll(async () => {
    app = await startApp(settings);
    given = new Given(app);
    branchId = await given.branch();
    approver = await given.user(branchId, ['booking_approver']);
  });
  afterAll(() => app?.stop());

  async function registered(): Promise<Client> {
    const nora = app.anyone();
    await nora.expect(202, 'POST', '/registrations', { email, name: 'Nora Newcomer', password: PASSWORD, branchId });
    const mail = await app.mail.waitFor(email);
    expect(mail.text).toContain(`${app.origin}/verify-email?token=${mail.tokens[0]}`);
    expect(mail.html).toMatch(/\/verify-email\?token(=|&#x3D;)/);
    const confirmed = await nora.expect(200, 'POST', '/email-verifications', { token: mail.tokens[0] });
    expect(confirmed.state).toBe('pending');
    return nora;
  }

  it('ID-3, BK-1…BK-3, AP-2…AP-8: from registration to a decided booking', async () => {
    // She registers, follows the link, and the admins are told.
    const nora = await registered();
    await app.mail.waitFor('admin@fleet.example', /Nora Newcomer|register|verif|wait/i);
    const refused = await nora.post('/session', { email, password: PASSWORD });
    expect([refused.status, refused.body.code]).toEqual([403, 'awaiting_approval']);

    // An admin sees her pending and approves her with role, branch and groups in one act.
    const groupId = await given.group([branchId]);
    const pending = await app.admin.expect(200, 'GET', '/users?state=pending');
    expect(pending.items.map((user: { email: string }) => user.email)).toEqual([email]);
    const roles = [{ roleId: await given.roleId('booker') }];
    const approved = await app.admin.expect(200, 'POST', `/users/${pending.items[0].id}/approval`, {
      branchId,
      roles,
      groupIds: [groupId],
    });
    expect(approved).toMatchObject({ state: 'verified', branchId, groupIds: [groupId] });
    await app.mail.waitFor(email, /approved|welcome|ready/i);

    // She signs in and asks what is free; two vehicles carry a flow, one of them is for her group alone.
    await nora.signIn(email, PASSWORD);
    const approvalFlowId = await given.flow();
    const first = await given.vehicle(branchId, { approvalFlowId, groupIds: [groupId] });
    const second = await given.vehicle(branchId, { approvalFlowId });
    const wish = await given.wish(first);
    const span = `from=${encodeURIComponent(wish.start)}&to=${encodeURIComponent(wish.end)}`;
    const free = await nora.expect(200, 'GET', `/availability?${span}&branchId=${branchId}`);
    const found = free.vehicles.map(({ id, needsApproval }: { id: string; needsApproval: boolean }) => [
      id,
      needsApproval,
    ]);
    expect(new Map(found)).toEqual(
      new Map([
        [first, true],
        [second, true],
      ]),
    );

    // She books; the vehicle is held while somebody must say yes, and the approvers are mailed.
    const booking = await nora.expect(201, 'POST', '/bookings', { ...wish, destination: 'The coast' });
    expect(booking).toMatchObject({
      state: 'pending',
      approval: { state: 'pending', skipped: false, automatic: false },
    });
    const declinable = await nora.expect(201, 'POST', '/bookings', { ...wish, vehicleId: second });
    const taken = await nora.post('/bookings', wish);
    expect([taken.status, taken.body.code]).toEqual([409, 'vehicle_not_free']);
    await eventually('both requests are mailed', async () => app.mail.to(approver.email, /approv/i).length === 2);

    // One is approved, the other declined with a note; each outcome is mailed.
    const queue = await approver.client.expect(200, 'GET', '/approvals');
    const requestOf = (bookingId: string) =>
      queue.items.find((request: { bookingId: string }) => request.bookingId === bookingId).id as string;
    const yes = await approver.client.expect(200, 'POST', `/approvals/${requestOf(booking.id)}/decision`, {
      decision: 'approve',
    });
    expect(yes).toMatchObject({ state: 'approved', decidedBy: approver.id });
    await approver.client.expect(200, 'POST', `/approvals/${requestOf(declinable.id)}/decision`, {
      decision: 'decline',
      note: 'It is in the workshop that day.',
    });
    expect((await nora.expect(200, 'GET', `/bookings/${booking.id}`)).state).toBe('confirmed');
    expect((await nora.expect(200, 'GET', `/bookings/${declinable.id}`)).state).toBe('declined');
    await app.mail.waitFor(email, /confirmed/i);
    expect((await app.mail.waitFor(email, /declined/i)).text).toContain('It is in the workshop that day.');

    // Declined is free again, confirmed is held.
    expect((await nora.post('/bookings', { ...wish, vehicleId: second })).status).toBe(201);
    expect((await nora.post('/bookings', wish)).status).toBe(409);
  });

  it('ID-16, NO-4: the person’s mail history shows every mail, sent once', async () => {
    const { items: users } = await app.admin.expect(200, 'GET', `/users?q=${email}`);
    const history = await eventually('every mail is sent', async () => {
      const { items } = await app.admin.expect(200, 'GET', `/users/${users[0].id}/emails`);
      return items.every((mail: { state: string }) => mail.state === 'sent') && items;
    });
    expect(history).toHaveLength(app.mail.to(email).length);
    expect(history.every((mail: { attempts: number }) => mail.attempts === 1)).toBe(true);
  });

  it('AP-1, AP-3: without a flow, or without an approver in the branch, a booking is certain at once', async () => {
    const lonely = await given.branch();
    const booker = await given.user(lonely, ['booker']);
    const plain = await given.vehicle(lonely);
    const flowed = await given.vehicle(lonely, { approvalFlowId: await given.flow() });
    expect(await booker.client.expect(201, 'POST', '/bookings', await given.wish(plain))).toMatchObject({
      state: 'confirmed',
      approval: null,
    });
    expect(await booker.client.expect(201, 'POST', '/bookings', await given.wish(flowed))).toMatchObject({
      state: 'confirmed',
      approval: { skipped: true, automatic: false },
    });
  });

  it('AP-4: an approver of the branch needs nobody, unless the flow demands a second person', async () => {
    const both = await given.user(branchId, ['booker', 'booking_approver']);
    const alone = await given.vehicle(branchId, { approvalFlowId: await given.flow() });
    const strict = await given.flow({ always: true }, { requireSecondPerson: true });
    const guarded = await given.vehicle(branchId, { approvalFlowId: strict });
    expect(await both.client.expect(201, 'POST', '/bookings', await given.wish(alone))).toMatchObject({
      state: 'confirmed',
      approval: { automatic: true },
    });
    const waiting = await both.client.expect(201, 'POST', '/bookings', await given.wish(guarded));
    expect(waiting.state).toBe('pending');
    expect((await both.client.get('/approvals')).text).not.toContain(waiting.id);
    const { rows } = await app.db.query('SELECT id FROM approvals.requests WHERE booking_id = $1', [waiting.id]);
    const refused = await both.client.post(`/approvals/${rows[0].id}/decision`, { decision: 'approve' });
    expect([refused.status, refused.body.code]).toEqual([403, 'cannot_decide_own']);
  });

  it('AP-8, BK-11: a cancelled booking withdraws its request and frees the vehicle', async () => {
    const booker = await given.user(branchId, ['booker']);
    const wish = await given.wish(await given.vehicle(branchId, { approvalFlowId: await given.flow() }), 3);
    const booking = await booker.client.expect(201, 'POST', '/bookings', wish);
    const { items } = await approver.client.expect(200, 'GET', '/approvals');
    const request = items.find(({ bookingId }: { bookingId: string }) => bookingId === booking.id);
    await booker.client.expect(200, 'POST', `/bookings/${booking.id}/cancellation`, { reason: 'Rain.' });
    expect((await approver.client.expect(200, 'GET', `/approvals/${request.id}`)).state).toBe('withdrawn');
    const late = await approver.client.post(`/approvals/${request.id}/decision`, { decision: 'approve' });
    expect([late.status, late.body.code, late.body.state]).toEqual([409, 'already_decided', 'withdrawn']);
    await app.mail.waitFor(booker.email, /cancelled/i);
    await booker.client.expect(201, 'POST', '/bookings', wish);
  });

  it('AP-5: a request that nobody decides lapses at the start, and the vehicle is free', async () => {
    const booker = await given.user(branchId, ['booker']);
    const vehicleId = await given.vehicle(branchId, { approvalFlowId: await given.flow() });
    const start = new Date(Date.now() + 1_500).toISOString();
    const wish = { ...(await given.wish(vehicleId)), start };
    const booking = await booker.client.expect(201, 'POST', '/bookings', wish);
    await eventually('it lapses', async () => {
      return (await booker.client.expect(200, 'GET', `/bookings/${booking.id}`)).state === 'lapsed';
    });
    await app.mail.waitFor(booker.email, /lapsed|not decided|nobody/i);
    const again = { ...wish, start: new Date(Date.now() + 60_000).toISOString() };
    await booker.client.expect(201, 'POST', '/bookings', again);
  });

  it('AP-6: the queue shows what it takes to decide, and many are decided at once, each on its own', async () => {
    const booker = await given.user(branchId, ['booker']);
    const vehicleId = await given.vehicle(branchId, { approvalFlowId: await given.flow() });
    const book = async (days: number) => {
      const wish = { ...(await given.wish(vehicleId, days)), destination: 'Airport', notes: 'With bags.' };
      return (await booker.client.expect(201, 'POST', '/bookings', wish)).id as string;
    };
    const bookings = [await book(40), await book(40.5), await book(42)];
    const before = await approver.client.expect(200, 'GET', '/approvals?limit=1');
    expect(before.items).toHaveLength(1);
    expect(before.pendingCount).toBeGreaterThanOrEqual(3);
    const { items } = await approver.client.expect(200, 'GET', '/approvals?limit=200');
    expect(items.map(({ start }: { start: string }) => start)).toEqual(
      items.map((i: { start: string }) => i.start).sort(),
    );
    const ids = bookings.map((id) => items.find((item: { bookingId: string }) => item.bookingId === id).id as string);

    expect(await approver.client.expect(200, 'GET', `/approvals/${ids[0]}`)).toMatchObject({
      bookerId: booker.id,
      reasonName: 'Business',
      reasons: ['always'],
      destination: 'Airport',
      notes: 'With bags.',
      otherBookings: [{ bookingId: bookings[1], state: 'pending' }],
      record: { bookings: 2, cancelled: 0, declined: 0, noShows: 0 },
    });

    await booker.client.expect(200, 'POST', `/bookings/${bookings[1]}/cancellation`, {});
    const unknown = '01980000-0000-7000-8000-00000000dead';
    const decided = await approver.client.expect(200, 'POST', '/approvals/decisions', {
      items: [
        { id: ids[0], decision: 'approve' },
        { id: ids[1], decision: 'approve' },
        { id: unknown, decision: 'approve' },
        { id: ids[2], decision: 'decline', note: 'No.' },
      ],
    });
    type Outcome = { request: { state: string } | null; problem: { code: string } | null };
    expect(decided.items.map(({ request, problem }: Outcome) => request?.state ?? problem!.code)).toEqual([
      'approved',
      'already_decided',
      'not_found',
      'declined',
    ]);
    const states = await Promise.all(bookings.map((id) => booker.client.expect(200, 'GET', `/bookings/${id}`)));
    expect(states.map(({ state }) => state)).toEqual(['confirmed', 'cancelled', 'declined']);
    const after = await approver.client.expect(200, 'GET', '/approvals?limit=1');
    expect(after.pendingCount).toBe(before.pendingCount - 3);
  });

  it('RP-5, ID-4: an on-behalf booker finds a contact and books for them, who is mailed and never signs in', async () => {
    const office = await given.user(branchId, ['booker', 'on_behalf_booker']);
    const contactId = await given.contact(branchId);
    const { email } = await app.admin.expect(200, 'GET', `/users/${contactId}`);
    const { items } = await office.client.expect(200, 'GET', `/users?q=${email}`);
    expect(items.map(({ id }: { id: string }) => id)).toEqual([contactId]);
    const wish = { ...(await given.wish(await given.vehicle(branchId))), bookerId: contactId };
    const booking = await office.client.expect(201, 'POST', '/bookings', wish);
    expect(booking).toMatchObject({ bookerId: contactId, originatorId: office.id, state: 'confirmed' });
    const plain = await given.user(branchId, ['booker']);
    expect((await plain.client.post('/bookings', { ...wish, vehicleId: await given.vehicle(branchId) })).status).toBe(
      404,
    );
  });
});
