import { type AttemptResult, isTaken, pauseBeforeRetry } from './webhook-delivery.js';

const answered = (status: number | null): AttemptResult => ({ status, durationMs: 1, error: `answered ${status}` });

/** Tries until there is no more, against a receiver that always answers the same. */
function pausesOf(status: number | null, chance = 0.5): number[] {
  const pauses: number[] = [];
  for (let tries = 1; ; tries += 1) {
    const pause = pauseBeforeRetry(tries, answered(status), chance);
    if (pause === null) return pauses;
    pauses.push(pause);
  }
}

describe('NO-9: attempts at a delivery', () => {
  it.each([null, 302, 400, 404, 429, 500, 503])(
    'answered %s, are ten more in two days, and then it is dead',
    (status) => {
      const pauses = pausesOf(status);
      expect(pauses).toHaveLength(10);
      expect(pauses).toEqual(pauses.toSorted((one, other) => one - other));
      expect([pauses[0], pauses.at(-1)]).toEqual([5, 86_400]);
      expect(pauses.reduce((sum, each) => sum + each, 0) / 3_600).toBeCloseTo(46.7, 0);
    },
  );

  it('are no more where the receiver says that it is gone', () => {
    expect(pausesOf(410)).toEqual([]);
  });

  it('differ by a fifth at most', () => {
    expect([pausesOf(500, 0)[1], pausesOf(500, 1)[1]]).toEqual([24, 36]);
  });

  it('end with any answer of success', () => {
    expect([199, 200, 204, 299, 300, null].map((status) => isTaken(answered(status)))).toEqual([
      false,
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
