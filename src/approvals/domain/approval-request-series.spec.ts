import fc from 'fast-check';
import { UnknownReference } from '../../platform/domain/domain-error.js';
import { Period } from '../../platform/domain/period.js';
import { ApprovalRequest } from './approval-request.js';
import { AlreadyDecided, CannotDecideOwn, TooLateToDecide } from './errors.js';
import type { Decision } from './request-states.js';
import { planSteps } from './request-steps.js';

const HOUR = 3_600_000;
const first = new Date('2030-01-01T10:00:00Z');
const startOf = (at: number) => new Date(first.getTime() + at * 24 * HOUR);
const before = new Date(first.getTime() - HOUR);
const names = (count: number) => Array.from({ length: count }, (_, at) => `b${at}`);

type SeriesRequestToOpen = Parameters<typeof ApprovalRequest.open>[0];
function open(
  count = 4,
  more: Partial<SeriesRequestToOpen> = {},
  now = new Date(first.getTime() - 100 * HOUR),
): ApprovalRequest {
  const approvers = [['anna', 'bob', 'cara']];
  const steps = planSteps([{ name: 'Approval', approverRoleId: null }], approvers, 'booker', false);
  const bookings = names(count).map((bookingId, at) => {
    return { bookingId, reasons: ['always'], period: Period.of(startOf(at), new Date(startOf(at).getTime() + HOUR)) };
  });
  const facts = { seriesId: 'series', flowId: 'flow', vehicleId: 'vehicle', branchId: 'branch' };
  const whose = { bookerId: 'booker', originatorId: 'booker', requireSecondPerson: false, steps };
  return ApprovalRequest.open({ ...facts, ...whose, bookings, noAnswer: null, reminderHours: [], ...more }, now);
}
const twoSteps = planSteps(
  ['One', 'Two'].map((name) => ({ name, approverRoleId: null })),
  [['anna'], ['bob']],
  'booker',
  false,
);
const decide = (request: ApprovalRequest, decision: Decision, by = 'anna', at = before, step = request.step) =>
  request.decide(decision, { by, for: null }, step, at);
const states = ({ occurrences }: ApprovalRequest) => occurrences.map(({ state }) => state);
const told = (request: ApprovalRequest) =>
  request.releaseEvents().map(({ type, payload }) => [type.split('.')[1], payload as Record<string, unknown>] as const);

describe('a request about a series (AP-12)', () => {
  it('shows the next booking that waits, and goes on to the one after it', () => {
    const request = open();
    expect(request).toMatchObject({ bookingId: 'b0', start: startOf(0), lapsesAt: startOf(0), waitingCount: 4 });
    request.withdraw(['b0', 'b2'], before);
    expect(request).toMatchObject({ bookingId: 'b1', start: startOf(1), lapsesAt: startOf(1), waitingCount: 2 });
    request.withdraw(['b0', 'elsewhere'], before);
    expect(states(request)).toEqual(['withdrawn', 'pending', 'withdrawn', 'pending']);
  });

  it('is over when none waits, as what became of the last that did', () => {
    const request = open(3);
    decide(request, { decision: 'decline', declinedBookingIds: ['b0'] });
    request.lapse(startOf(1));
    expect(request.state).toBe('pending');
    request.withdraw();
    expect([request.state, states(request)]).toEqual(['withdrawn', ['declined', 'lapsed', 'withdrawn']]);
    expect(() => request.withdraw()).toThrow(AlreadyDecided);
  });

  it('with a yes, the named are declined and the others approved, in one word', () => {
    const request = open();
    told(request);
    decide(request, { decision: 'approve', declinedBookingIds: ['b1'], note: 'Full.' });
    expect([request.state, states(request)]).toEqual(['approved', ['approved', 'declined', 'approved', 'approved']]);
    expect(told(request)).toEqual([
      ['request-decided', expect.objectContaining({ approved: ['b0', 'b2', 'b3'], declined: ['b1'], note: 'Full.' })],
    ]);
  });

  it('with a no, only the named are declined, and the step waits on for the others, also for who said it', () => {
    const request = open();
    told(request);
    decide(request, { decision: 'decline', declinedBookingIds: ['b0', 'b3'] });
    expect([request.state, request.steps[0]!.state, request.decidedBy]).toEqual(['pending', 'waiting', null]);
    expect(told(request)).toEqual([
      ['request-decided', expect.objectContaining({ approved: [], declined: ['b0', 'b3'] })],
    ]);
    decide(request, { decision: 'approve' });
    expect(states(request)).toEqual(['declined', 'approved', 'approved', 'declined']);
  });

  it('AP-1: a yes to a step that is not the last confirms nothing, and takes only the others on', () => {
    const request = open(3, { steps: twoSteps });
    told(request);
    decide(request, { decision: 'approve', declinedBookingIds: ['b0'] });
    expect(told(request).map(([type]) => type)).toEqual(['request-decided', 'request-advanced']);
    expect([request.state, request.step, states(request)]).toEqual(['pending', 1, ['declined', 'pending', 'pending']]);
    expect(() => decide(request, { decision: 'approve' })).toThrow(AlreadyDecided);
    decide(request, { decision: 'decline' }, 'bob');
    expect([request.state, states(request)]).toEqual(['declined', ['declined', 'declined', 'declined']]);
  });

  it('AP-5: what is late when somebody decides has lapsed, and the rest is decided', () => {
    const request = open(3);
    told(request);
    decide(request, { decision: 'approve' }, 'anna', startOf(1));
    expect([request.state, states(request)]).toEqual(['approved', ['lapsed', 'lapsed', 'approved']]);
    expect(told(request).map(([type, { bookingIds, approved }]) => [type, bookingIds ?? approved])).toEqual([
      ['request-lapsed', ['b0', 'b1']],
      ['request-decided', ['b2']],
    ]);
    expect(() => decide(open(3), { decision: 'approve' }, 'anna', startOf(2))).toThrow(TooLateToDecide);
  });

  it('AP-7, ADR 6: what it is not about is unknown; what waits no more is told, and nothing is decided', () => {
    const request = open(3);
    decide(request, { decision: 'decline', declinedBookingIds: ['b1'] });
    const also =
      (...declinedBookingIds: string[]) =>
      () =>
        decide(request, { decision: 'approve', declinedBookingIds }, 'bob');
    expect(also('b0', 'b9')).toThrow(UnknownReference);
    const members = { state: 'declined', decidedBy: 'anna', bookingId: 'b1', decidedAt: before.toISOString() };
    expect(also('b0', 'b1')).toThrow(expect.objectContaining({ members }));
    const late = () => decide(request, { decision: 'decline', declinedBookingIds: ['b0'] }, 'bob', startOf(0));
    expect(late).toThrow(TooLateToDecide);
    expect(() => decide(request, { decision: 'decline', declinedBookingIds: ['b0'] }, 'booker')).toThrow(
      CannotDecideOwn,
    );
    expect(states(request)).toEqual(['pending', 'declined', 'pending']);
  });

  it('AP-11: reminders are those of the next to lapse; what was due for it before its turn is not made up for', () => {
    const request = open(3, { reminderHours: [2, 30] });
    expect(request.remindersAt).toEqual([30, 2].map((hours) => new Date(first.getTime() - hours * HOUR)));
    request.lapse(startOf(0));
    expect(request.remindersAt).toEqual([new Date(startOf(1).getTime() - 2 * HOUR)]);
  });

  it('AP-7: whatever happens in whatever order, each booking ends once, and the request with the last', () => {
    const some = fc.uniqueArray(
      fc.integer({ min: 0, max: 5 }).map((at) => `b${at}`),
      { minLength: 1 },
    );
    const act = fc.oneof(
      fc.record({
        decision: fc.constantFrom('approve' as const, 'decline' as const),
        declinedBookingIds: fc.option(some, { nil: undefined }),
      }),
      fc.record({ withdraw: some }),
      fc.record({ lapse: fc.integer({ min: -1, max: 5 }) }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 8 }), fc.boolean(), (acts, two) => {
        const request = open(6, two ? { steps: twoSteps } : {});
        const ended = new Map<string, string>();
        for (const each of acts) {
          const earlier = states(request);
          try {
            if ('decision' in each) decide(request, each, request.step === 0 ? 'anna' : 'bob');
            else if ('withdraw' in each) request.withdraw(each.withdraw, before);
            else request.lapse(startOf(each.lapse));
          } catch (error) {
            expect([AlreadyDecided, UnknownReference, TooLateToDecide].some((type) => error instanceof type)).toBe(
              true,
            );
            expect(states(request)).toEqual(earlier);
          }
          for (const { bookingId, state } of request.occurrences) {
            if (ended.has(bookingId)) expect(state).toBe(ended.get(bookingId));
            else if (state !== 'pending') ended.set(bookingId, state);
          }
        }
        const waiting = request.occurrences.filter(({ waits }) => waits);
        expect([request.waitingCount, request.state === 'pending']).toEqual([waiting.length, waiting.length > 0]);
        if (waiting[0]) expect(request.bookingId).toBe(waiting[0].bookingId);
        const heard = told(request).flatMap(([, { approved, declined, bookingIds }]) =>
          [approved, declined, bookingIds].flat(),
        );
        expect(heard.filter((id) => id !== undefined).toSorted()).toEqual([...ended.keys()].toSorted());
      }),
      { numRuns: 500 },
    );
  });
});
