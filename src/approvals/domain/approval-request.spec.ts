import { Period } from '../../platform/domain/period.js';
import { ApprovalRequest, type RequestState } from './approval-request.js';
import { AlreadyDecided, CannotDecideOwn, TooLateToDecide } from './errors.js';

const start = new Date('2030-01-01T10:00:00Z');
const before = new Date(start.getTime() - 1);
const open = (more: Partial<ApprovalRequest> = {}) =>
  ApprovalRequest.open({
    bookingId: 'booking',
    flowId: 'flow',
    vehicleId: 'vehicle',
    branchId: 'branch',
    bookerId: 'booker',
    originatorId: 'office',
    period: Period.of(start, new Date(start.getTime() + 3_600_000)),
    reasons: ['always'],
    requireSecondPerson: false,
    ...more,
  });

/** A request in a state, brought there by its own verbs. */
const requests: Record<RequestState, () => ApprovalRequest> = {
  pending: () => open(),
  approved: () => acted((request) => request.decide({ decision: 'approve' }, 'anna', before)),
  declined: () => acted((request) => request.decide({ decision: 'decline', note: 'No.' }, 'anna', before)),
  withdrawn: () => acted((request) => request.withdraw()),
  lapsed: () => acted((request) => request.lapse(start)),
};
function acted(act: (request: ApprovalRequest) => void): ApprovalRequest {
  const request = open();
  act(request);
  return request;
}
const verbs: Record<string, (request: ApprovalRequest) => void> = {
  approve: (request) => request.decide({ decision: 'approve' }, 'bob', before),
  decline: (request) => request.decide({ decision: 'decline' }, 'bob', before),
  withdraw: (request) => request.withdraw(),
  lapse: (request) => request.lapse(start),
};

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
    expect(() => request.decide({ decision: 'approve' }, 'anna', start)).toThrow(TooLateToDecide);
    request.lapse(before);
    expect(request.state).toBe('pending');
  });

  it('AP-4, security item 22: nobody decides their own; with a second person demanded, nor what they entered', () => {
    expect(() => open().decide({ decision: 'approve' }, 'booker', before)).toThrow(CannotDecideOwn);
    expect(() => open().decide({ decision: 'approve' }, 'office', before)).not.toThrow();
    const strict = open({ requireSecondPerson: true });
    expect(() => strict.decide({ decision: 'approve' }, 'office', before)).toThrow(CannotDecideOwn);
  });

  it('AP-8: the decision tells the note', () => {
    const request = open();
    request.releaseEvents();
    request.decide({ decision: 'decline', note: 'Workshop.' }, 'anna', before);
    expect(request.releaseEvents().map(({ type, payload }) => [type, payload])).toEqual([
      [
        'approvals.request-decided',
        expect.objectContaining({ decision: 'decline', decidedBy: 'anna', note: 'Workshop.' }),
      ],
    ]);
  });
});
