import { type TestApp, startApp } from './support/app.js';
import { codeOf, decide, GivenRequests, type Waiting } from './support/approvals.js';
import { Given, type GivenUser } from './support/given.js';

interface Item {
  id: string;
  start: string;
  decidable: boolean;
}

describe('the approvers’ queue (AP-6)', () => {
  let app: TestApp;
  let given: Given;
  let requests: GivenRequests;
  let north: string;
  let south: string;
  let cars: Record<string, string>;
  let booker: GivenUser;
  let southerner: GivenUser;
  let approver: GivenUser;
  let wide: GivenUser;
  const waiting: Record<string, Waiting> = {};

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    requests = new GivenRequests(app, given);
    [north, south] = [await given.branch(), await given.branch()];
    const approvalFlowId = await given.flow();
    cars = {
      north: await given.vehicle(north, { approvalFlowId }),
      other: await given.vehicle(north, { approvalFlowId }),
      south: await given.vehicle(south, { approvalFlowId }),
    };
    booker = await given.user(north, ['booker']);
    southerner = await given.user(south, ['booker', 'multibranch_booker']);
    approver = await given.user(north, ['booking_approver']);
    wide = await given.user(north, [['booking_approver', [north, south]]]);
    waiting.first = await requests.by(booker, cars.north!);
    waiting.second = await requests.by(southerner, cars.south!);
    waiting.third = await requests.by(southerner, cars.other!);
    waiting.fourth = await requests.by(booker, cars.north!);
  });
  afterAll(() => app?.stop());

  const queue = async (who: GivenUser, query = '') => who.client.expect(200, 'GET', `/approvals${query}`);
  const names = async (who: GivenUser, query = '') =>
    ((await queue(who, query)).items as Item[]).map(
      ({ id }) => Object.entries(waiting).find(([, { requestId }]) => requestId === id)![0],
    );

  it('AP-6: shows what waits across the branches in reach, oldest start first, with counts; and nothing else', async () => {
    expect(await names(wide)).toEqual(['first', 'second', 'third', 'fourth']);
    expect(await names(approver)).toEqual(['first', 'third', 'fourth']);
    const { pendingCount, pendingByBranch } = await queue(wide, '?limit=1');
    expect([pendingCount, pendingByBranch]).toEqual([
      4,
      [
        { branchId: north, count: 3 },
        { branchId: south, count: 1 },
      ],
    ]);
    expect((await queue(approver)).pendingByBranch).toEqual([{ branchId: north, count: 3 }]);
  });

  it('AP-6: filters by branch, vehicle, booker, time and state, and pages through in order', async () => {
    expect(await names(wide, `?branchId=${south}`)).toEqual(['second']);
    expect(await names(approver, `?branchId=${south}`)).toEqual([]);
    expect(await names(wide, `?vehicleId=${cars.north}`)).toEqual(['first', 'fourth']);
    expect(await names(wide, `?bookerId=${southerner.id}`)).toEqual(['second', 'third']);
    const { start } = (await queue(wide)).items[2] as Item;
    expect(await names(wide, `?from=${start}`)).toEqual(['third', 'fourth']);
    expect(await names(wide, `?to=${start}`)).toEqual(['first', 'second']);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: Item[]; nextCursor: string | null } = await queue(
        wide,
        `?limit=3${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(Object.values(waiting).map(({ requestId }) => requestId));
  });

  it('AP-6, RP-13: a request shows what it takes to decide, and of the record only the branches in reach', async () => {
    const { third } = waiting;
    const seen = await approver.client.expect(200, 'GET', `/approvals/${third!.requestId}`);
    expect(seen).toMatchObject({ decidable: true, step: 0, steps: [{ name: 'Approval', state: 'waiting' }] });
    expect(seen).toMatchObject({ record: { bookings: 0 }, otherBookings: [], branchName: expect.any(String) });
    const wider = await wide.client.expect(200, 'GET', `/approvals/${third!.requestId}`);
    expect(wider.record).toEqual({ bookings: 1, cancelled: 0, declined: 0, noShows: 0 });
    expect(codeOf(await approver.client.get(`/approvals/${waiting.second!.requestId}`))).toBe('404 not_found');
  });

  it('AP-6: of many decided at once each has its own outcome; sent again, each says what was decided', async () => {
    const items = [
      { id: waiting.first!.requestId, decision: 'approve' },
      { id: waiting.second!.requestId, decision: 'approve' },
      { id: waiting.first!.requestId, decision: 'decline' },
      { id: waiting.fourth!.requestId, decision: 'decline', note: 'Workshop.', step: 0 },
      { id: waiting.third!.requestId, decision: 'decline', step: 3 },
    ];
    const headers = { 'idempotency-key': 'once' };
    const outcomes = async () =>
      (await approver.client.post('/approvals/decisions', { items }, { headers })).body.items.map(
        ({ request, problem }: { request?: { state: string }; problem?: { code: string; decidedBy?: string } }) =>
          request?.state ?? [problem!.code, problem!.decidedBy].join(' ').trim(),
      );
    const mine = `already_decided ${approver.id}`;
    expect(await outcomes()).toEqual(['approved', 'not_found', mine, 'declined', 'already_decided']);
    expect(await outcomes()).toEqual([mine, 'not_found', mine, mine, 'already_decided']);
    expect((await queue(approver)).pendingCount).toBe(1);
    expect(await names(approver, '?state=declined')).toEqual(['fourth']);
    expect((await queue(approver, '?state=approved')).items[0]).toMatchObject({ decidable: false });
  });

  it('AP-6, security item 72: a role taken away after the queue was shown decides nothing, and shows nothing', async () => {
    const leaving = await given.user(north, ['booking_approver', 'booker']);
    expect((await queue(leaving)).pendingCount).toBe(1);
    await app.admin.expect(200, 'PUT', `/users/${leaving.id}/roles`, {
      roles: [{ roleId: await given.roleId('booking_approver'), branchIds: [south] }],
    });
    expect(codeOf(await decide(leaving, waiting.third!.requestId))).toBe('404 not_found');
    expect((await queue(leaving)).pendingByBranch).toEqual([{ branchId: south, count: 1 }]);
    await app.admin.expect(200, 'PUT', `/users/${leaving.id}/roles`, { roles: [] });
    expect(codeOf(await decide(leaving, waiting.third!.requestId))).toBe('403 forbidden');
  });
});
