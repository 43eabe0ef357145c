import { planSteps, type RequestStep, skipUndecidable, waitingStep } from './request-steps.js';

const planned = (...approvers: string[][]): RequestStep[] =>
  planSteps(
    approvers.map((_, at) => ({ name: `Step ${at}`, approverRoleId: null })),
    approvers,
    'booker',
    false,
  );
const statesOf = (steps: readonly RequestStep[]) => steps.map(({ state }) => state);

describe('the steps that are left when one was decided (AP-3)', () => {
  const steps = planned(['anna'], ['anna', 'bob'], ['carl']).with(0, {
    ...{ name: 'Step 0', approverRoleId: null, state: 'approved' as const, decidedBy: 'anna', decidedFor: null },
    ...{ decidedAt: '2030-01-01T10:00:00Z', note: null },
  });
  const left = (second: string[], third: string[], excluded = ['booker', 'anna']) =>
    skipUndecidable(
      steps,
      new Map([
        [1, second],
        [2, third],
      ]),
      excluded,
    );

  it('AP-3: one that somebody with a say can decide waits, and so do those behind it', () => {
    expect(statesOf(left(['anna', 'bob'], []))).toEqual(['approved', 'waiting', 'waiting']);
    expect(waitingStep(left(['anna', 'bob'], []))).toBe(1);
  });

  it('AP-3: one whose approvers have all had their say is skipped, up to the next that somebody can decide', () => {
    expect(statesOf(left(['anna'], ['carl']))).toEqual(['approved', 'skipped', 'waiting']);
    expect(statesOf(left([], ['anna', 'booker']))).toEqual(['approved', 'skipped', 'skipped']);
    expect(waitingStep(left([], []))).toBeUndefined();
  });

  it('AP-3: one whose approvers are not told stays as it is', () => {
    expect(statesOf(skipUndecidable(steps, new Map(), ['anna']))).toEqual(['approved', 'waiting', 'waiting']);
  });
});
