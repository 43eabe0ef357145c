import { type TestApp, startApp } from './support/app.js';
import { codeOf, decide, GivenRequests } from './support/approvals.js';
import { Given, type GivenUser } from './support/given.js';
import { settled } from './support/stored.js';

const HOUR = 3_600_000;
const at = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();

describe('handing one’s queue to another approver (AP-11)', () => {
  let app: TestApp;
  let given: Given;
  let requests: GivenRequests;
  let north: string;
  let south: string;
  let car: string;
  let booker: GivenUser;
  let anna: GivenUser;
  let bob: GivenUser;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    requests = new GivenRequests(app, given);
    [north, south] = [await given.branch(), await given.branch()];
    car = await given.vehicle(south, { approvalFlowId: await given.flow() });
    booker = await given.user(south, ['booker']);
  });
  beforeEach(async () => {
    anna = await given.user(north, [['booking_approver', [north, south]]]);
    bob = await given.user(north, ['booking_approver']);
  });
  afterAll(() => app?.stop());

  const delegate = (from: GivenUser, to: string, start = at(-1), end = at(24)) =>
    from.client.post('/approval-delegations', { delegateId: to, start, end });

  it('AP-11: in the period the other decides in one’s name, is mailed in one’s place, and both are recorded', async () => {
    const { requestId } = await requests.by(booker, car);
    expect(codeOf(await decide(bob, requestId))).toBe('404 not_found');
    const given1 = await delegate(anna, bob.id);
    expect([given1.status, given1.body]).toEqual([
      201,
      expect.objectContaining({ delegatorId: anna.id, delegateId: bob.id, endedAt: null }),
    ]);
    const [next] = [await requests.by(booker, car)];
    await settled(app);
    expect(await requests.mails('queue-delegated', bob.id)).toBe(1);
    expect(await requests.mails('approval-wanted', bob.id)).toBe(1);
    expect(await requests.mails('approval-wanted', anna.id)).toBe(1); // the one from before
    const queue = await bob.client.expect(200, 'GET', '/approvals');
    expect(queue.items.map(({ id }: { id: string }) => id)).toEqual([requestId, next.requestId]);
    const decided = await decide(bob, requestId);
    expect(decided.body).toMatchObject({ state: 'approved', decidedBy: bob.id, decidedFor: anna.id });
    // It is still the delegator's too, in their own name.
    expect((await decide(anna, next.requestId)).body).toMatchObject({ decidedBy: anna.id, decidedFor: null });
  });

  it('AP-11: before, after, and once either of the two has ended it, it gives nothing', async () => {
    const { requestId } = await requests.by(booker, car);
    expect((await delegate(anna, bob.id, at(1), at(2))).status).toBe(201);
    const running = (await delegate(anna, bob.id)).body.id as string;
    await app.db.query(
      `UPDATE approvals.delegations SET period = tstzrange(now() - interval '2 h', now()) WHERE id = $1`,
      [running],
    );
    expect(codeOf(await decide(bob, requestId))).toBe('404 not_found');
    expect(codeOf(await bob.client.delete(`/approval-delegations/${running}`))).toBe('409 illegal_transition');
    for (const who of [anna, bob]) {
      const { id } = (await delegate(anna, bob.id)).body;
      expect((await bob.client.get(`/approvals/${requestId}`)).status).toBe(200);
      const third = await given.user(north, ['booking_approver']);
      expect(codeOf(await third.client.delete(`/approval-delegations/${id}`))).toBe('404 not_found');
      expect((await who.client.delete(`/approval-delegations/${id}`)).status).toBe(204);
      expect(codeOf(await decide(bob, requestId))).toBe('404 not_found');
    }
    const { items } = await bob.client.expect(200, 'GET', '/approval-delegations?limit=2');
    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({ delegatorId: anna.id, delegateId: bob.id });
  });

  it('RP-11: nobody hands over more than they hold at the time, nor what was handed to them', async () => {
    const { requestId } = await requests.by(booker, car);
    const carl = await given.user(north, ['booking_approver']);
    await delegate(anna, bob.id);
    await delegate(bob, carl.id);
    expect(codeOf(await decide(carl, requestId))).toBe('404 not_found');
    const roleId = await given.roleId('booking_approver');
    await app.admin.expect(200, 'PUT', `/users/${anna.id}/roles`, { roles: [{ roleId, branchIds: [north] }] });
    expect(codeOf(await decide(bob, requestId))).toBe('404 not_found');
    await app.admin.expect(200, 'PUT', `/users/${anna.id}/roles`, { roles: [{ roleId, branchIds: [south, north] }] });
    expect((await bob.client.get(`/approvals/${requestId}`)).status).toBe(200);
    await app.admin.expect(200, 'PUT', `/users/${bob.id}/roles`, { roles: [] });
    expect(codeOf(await decide(bob, requestId))).toBe('403 forbidden');
    await app.admin.expect(200, 'POST', `/users/${anna.id}/suspension`);
  });

  it('AP-4: nobody has their own booking decided in their name', async () => {
    const own = await given.user(north, ['booker', 'multibranch_booker', ['booking_approver', [north, south]]]);
    const strict = await given.vehicle(south, {
      approvalFlowId: await given.flow({ always: true }, { requireSecondPerson: true }),
    });
    const { requestId } = await requests.by(own, strict);
    await delegate(own, bob.id);
    expect(codeOf(await decide(bob, requestId))).toBe('403 cannot_decide_own');
    const queue = await bob.client.expect(200, 'GET', `/approvals?bookerId=${own.id}`);
    expect(queue.items).toEqual([]);
    expect((await bob.client.expect(200, 'GET', `/approvals/${requestId}`)).decidable).toBe(false);
  });

  it('AP-11, RP-13: to approvers of one’s branches only; whoever else answers as nobody', async () => {
    const stranger = await given.user(south, ['booking_approver']);
    const [here] = [await given.user(north, ['booker'])];
    for (const id of [here.id, stranger.id, crypto.randomUUID(), bob.id]) {
      const answer = await delegate(bob, id);
      expect([codeOf(answer), answer.body.errors[0].field]).toEqual(['404 unknown_reference', 'delegateId']);
    }
    const { items } = await bob.client.expect(200, 'GET', '/approval-delegations/candidates');
    const ids = items.map(({ id }: { id: string }) => id);
    expect(ids).toContain(anna.id);
    expect(ids).not.toContain(stranger.id);
    expect(ids).not.toContain(bob.id);
    expect(codeOf(await delegate(bob, anna.id, at(-2), at(-1)))).toBe('422 invalid_input');
    expect(codeOf(await delegate(bob, anna.id, at(2), at(1)))).toBe('422 invalid_input');
    expect(codeOf(await delegate(here, anna.id))).toBe('403 forbidden');
  });

  it('ID-17: it ends with either of the two, and is part of what an export tells', async () => {
    const { id } = (await delegate(anna, bob.id)).body;
    const told = await bob.client.expect(200, 'GET', '/me/export');
    expect(JSON.stringify(told)).toContain(id);
    await app.admin.expect(204, 'DELETE', `/users/${bob.id}`);
    const { items } = await anna.client.expect(200, 'GET', '/approval-delegations');
    expect(items[0]).toMatchObject({
      id,
      endedAt: expect.any(String),
      delegateName: expect.stringMatching(/^Deleted/),
    });
  });
});
