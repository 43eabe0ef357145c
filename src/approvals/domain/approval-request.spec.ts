import { Period } from '../../platform/domain/period.js';
import { ApprovalRequest } from './approval-request.js';
import { AlreadyDecided, CannotDecideOwn, TooLateToDecide } from './errors.js';
import type { Decision, RequestState } from './request-states.js';
import { planSteps } from './request-steps.js';

const start = new Date('2030-01-01T10:00:00Z');
const before = new Date(start.getTime() - 1);
const hoursBefore = (hours: number) => new Date(start.getTime() - hours * 3_600_000);
const steps = (...names: string[]) =>
  planSteps(
    names.map((name) => ({ name, approverRoleId: null })),
    names.map(() => ['anna', 'bob']),
    'booker',
    false,
  );

type RequestToOpen = Parameters<typeof ApprovalRequest.open>[0];
const open = (more: Partial<RequestToOpen> = {}, now = hoursBefore(100)) =>
  ApprovalRequest.open(
    {
      seriesId: null,
      bookings: [
        { bookingId: 'booking', period: Period.of(start, new Date(start.getTime() + 3_600_000)), reasons: ['always'] },
      ],
      flowId: 'flow',
      vehicleId: 'vehicle',
      branchId: 'branch',
      bookerId: 'booker',
      originatorId: 'office',
      requireSecondPerson: false,
      steps: steps('Approval'),
      noAnswer: null,
      reminderHours: [],
      ...more,
    },
    now,
  );

const decide = (request: ApprovalRequest, by: string, decision: Decision['decision'] = 'approve', step = 0) =>
  request.decide({ decision, note: 'Workshop.' }, { by, for: null }, step, before);

/** A request in a state, brought there by its own verbs. */
const requests: Record<RequestState, () => ApprovalRequest> = {
  pending: () => open(),
  approved: () => acted((request) => decide(request, 'anna')),
  declined: () => acted((request) => decide(request, 'anna', 'decline')),
  withdrawn: () => acted((request) => request.withdraw()),
  lapsed: () => acted((request) => request.lapse(start)),
};
function acted(act: (request: ApprovalRequest) => void): ApprovalRequest {
  const request = open();
  act(request);
  return request;
}
const verbs: Record<string, (request: ApprovalRequest) => void> = {
  approve: (request) => decide(request, 'bob'),
  decline: (request) => decide(request, 'bob', 'decline'),
  withdraw: (request) => request.withdraw(),
  lapse: (request) => request.lapse(start),
  chase: (request) => request.chase(before),
};
const told = (request: ApprovalRequest) => request.releaseEvents().map(({ type }) => type.split('.')[1]);

describe('ApprovalRequest', () => {
  it.each(Object.keys(requests) as RequestState[])('reaches the state %s by its verbs', (state) => {
    expect(requests[state]().state).toBe(state);
  });

  const closed = (Object.keys(requests) as RequestState[]).filter((state) => state !== 'pending');
  it.each(closed.flatMap((state) => Object.keys(verbs).map((verb) => [state, verb] as const)))(
    'AP-7: %s refuses %s, changes nothing and tells nothing',
    (state, verb) => {
      const request = requests[state]();
      request.releaseEvents();
      const earlier = { ...request };
      expect(() => verbs[verb]!(request)).toThrow(AlreadyDecided);
      expect({ ...request }).toEqual(earlier);
      expect(request.releaseEvents()).toEqual([]);
    },
  );

  it('AP-7: the second is answered with what was decided, by whom and when', () => {
    const request = requests.declined();
    const members = { state: 'declined', decidedBy: 'anna', decidedAt: before.toISOString() };
    expect(() => verbs.approve!(request)).toThrow(expect.objectContaining({ members }));
  });

  it('AP-5: nothing is decided from the start on, and nothing lapses before it', () => {
    const request = open();
    expect(() => request.decide({ decision: 'approve' }, { by: 'anna', for: null }, 0, start)).toThrow(TooLateToDecide);
    request.lapse(before);
    expect(request.state).toBe('pending');
  });

  it('AP-4, security item 22: nobody decides their own; with a second person demanded, nor what they entered', () => {
    expect(() => decide(open(), 'booker')).toThrow(CannotDecideOwn);
    expect(() => decide(open(), 'office')).not.toThrow();
    expect(() => decide(open({ requireSecondPerson: true }), 'office')).toThrow(CannotDecideOwn);
  });

  it('AP-11: nobody decides their own through somebody who stands in for them, nor for somebody else', () => {
    const inNameOf = (by: string, standsInFor: string) =>
      open().decide({ decision: 'approve' }, { by, for: standsInFor }, 0, before);
    expect(() => inNameOf('bob', 'booker')).toThrow(CannotDecideOwn);
    expect(() => inNameOf('booker', 'bob')).toThrow(CannotDecideOwn);
    const request = open();
    request.decide({ decision: 'approve' }, { by: 'bob', for: 'anna' }, 0, before);
    expect(request).toMatchObject({ decidedBy: 'bob', decidedFor: 'anna' });
    expect(request.steps[0]).toMatchObject({ decidedBy: 'bob', decidedFor: 'anna' });
  });

  it('AP-8: the decision tells the note', () => {
    const request = open();
    request.releaseEvents();
    decide(request, 'anna', 'decline');
    expect(request.releaseEvents().map(({ type, payload }) => [type, payload])).toEqual([
      [
        'approvals.request-decided',
        expect.objectContaining({ decision: 'decline', decidedBy: 'anna', note: 'Workshop.' }),
      ],
    ]);
  });
});

describe('steps in order (AP-1)', () => {
  it('each needs a yes of somebody of their own, and the last one decides', () => {
    const request = open({ steps: steps('Team', 'Fleet') });
    expect(told(request)).toEqual(['request-opened']);
    decide(request, 'anna');
    expect([request.state, request.step, told(request)]).toEqual(['pending', 1, ['request-advanced']]);
    expect(() => decide(request, 'anna', 'approve', 1)).toThrow(AlreadyDecided);
    decide(request, 'bob', 'approve', 1);
    expect([request.state, request.decidedBy, told(request)]).toEqual(['approved', 'bob', ['request-decided']]);
    expect(request.steps.map(({ state, decidedBy }) => [state, decidedBy])).toEqual([
      ['approved', 'anna'],
      ['approved', 'bob'],
    ]);
  });

  it('AP-11: whoever was stood in for has had their say, and so has whoever stood in', () => {
    const request = open({ steps: steps('Team', 'Fleet') });
    request.decide({ decision: 'approve' }, { by: 'bob', for: 'anna' }, 0, before);
    expect(request.excluded).toEqual(['booker', 'bob', 'anna']);
    for (const by of ['anna', 'bob']) expect(() => decide(request, by, 'approve', 1)).toThrow(AlreadyDecided);
    decide(request, 'carl', 'approve', 1);
    expect(request.state).toBe('approved');
  });

  it('AP-7: a word on a step that was decided meanwhile is not taken for the next one', () => {
    const request = open({ steps: steps('Team', 'Fleet') });
    decide(request, 'anna');
    expect(() => decide(request, 'bob', 'approve', 0)).toThrow(
      expect.objectContaining({ members: expect.objectContaining({ state: 'approved', decidedBy: 'anna', step: 0 }) }),
    );
    expect(request.steps[1]!.state).toBe('waiting');
  });

  it('a no at any step ends it', () => {
    const request = open({ steps: steps('Team', 'Fleet') });
    decide(request, 'anna', 'decline');
    expect([request.state, request.steps[1]!.state]).toEqual(['declined', 'waiting']);
  });

  it('AP-3, AP-4: a step without anybody is passed over; the booker’s own is approved, unless a second person must', () => {
    const flow = [
      { name: 'One', approverRoleId: null },
      { name: 'Two', approverRoleId: 'role' },
      { name: 'Three', approverRoleId: null },
    ];
    const plan = (second: boolean) => planSteps(flow, [['booker', 'anna'], [], ['bob']], 'booker', second);
    expect(plan(false).map(({ state }) => state)).toEqual(['automatic', 'skipped', 'waiting']);
    expect(plan(true).map(({ state }) => state)).toEqual(['waiting', 'skipped', 'waiting']);
    expect(open({ steps: plan(false) }).step).toBe(2);
  });
});

describe('while nobody answers', () => {
  it('AP-11: approvers are reminded at the times that are left, each once; a stopped clock makes up for it once', () => {
    const request = open({ reminderHours: [2, 24, 99.5] }, hoursBefore(100));
    request.releaseEvents();
    request.chase(hoursBefore(25));
    expect(told(request)).toEqual([]);
    request.chase(hoursBefore(24));
    request.chase(hoursBefore(24));
    expect(told(request)).toEqual(['request-reminder-due']);
    request.chase(hoursBefore(2));
    request.chase(hoursBefore(1));
    expect(told(request)).toEqual(['request-reminder-due']);
    const late = open({ reminderHours: [2, 24] });
    late.releaseEvents();
    late.chase(hoursBefore(1));
    expect(told(late)).toEqual(['request-reminder-due']);
  });

  it('AP-1: a flow may let it lapse before the start, or have others told, once', () => {
    const early = open({ noAnswer: { afterHours: 10, then: 'lapse' } });
    expect(early.lapsesAt).toEqual(hoursBefore(90));
    expect(() => decide(early, 'anna')).toThrow(TooLateToDecide);
    early.lapse(hoursBefore(90));
    expect(early.state).toBe('lapsed');
    const escalated = open({ noAnswer: { afterHours: 10, then: 'escalate' } });
    escalated.releaseEvents();
    for (const hours of [91, 90, 89]) escalated.chase(hoursBefore(hours));
    expect([told(escalated), escalated.state, escalated.lapsesAt]).toEqual([['request-escalated'], 'pending', start]);
    expect(open({ noAnswer: { afterHours: 200, then: 'lapse' } }).lapsesAt).toEqual(start);
  });

  it('AP-9: that nobody is left is told once for all of a branch', () => {
    const all = [open(), open()];
    for (const request of all) request.releaseEvents();
    ApprovalRequest.strand(all, before);
    expect(all.flatMap((request) => request.releaseEvents()).map(({ payload }) => payload)).toEqual([
      { branchId: 'branch', waiting: 2 },
    ]);
  });
});
