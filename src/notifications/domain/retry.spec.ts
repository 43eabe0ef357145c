import { pauseAfter } from './retry.js';

describe('NO-3: pauses between attempts', () => {
  const planned = (verdict: 'transient' | 'unreachable' | 'uncertain', attempts: number) =>
    pauseAfter(attempts, verdict, 0.5);

  it('grow from seconds to half an hour where the server refused', () => {
    const pauses = Array.from({ length: 12 }, (_, index) => planned('transient', index + 1));
    expect(pauses).toEqual([5, 15, 30, 60, 120, 240, 480, 960, 1800, 1800, 1800, 1800]);
  });

  it('stay within a minute where no server answered, so that mail goes out soon after it is back', () => {
    expect([1, 2, 3, 4, 5, 500].map((attempts) => planned('unreachable', attempts))).toEqual([5, 15, 30, 60, 60, 60]);
  });

  it('begin long where the server may have taken the mail: each attempt may be a copy', () => {
    expect([1, 2, 3, 7, 8].map((attempts) => planned('uncertain', attempts))).toEqual([45, 90, 180, 1800, 1800]);
  });

  it('differ by a fifth at most', () => {
    expect(pauseAfter(3, 'transient', 0)).toBeCloseTo(24);
    expect(pauseAfter(3, 'transient', 1)).toBeCloseTo(36);
  });

  it('stay finite for any number of attempts', () => {
    expect([planned('transient', 100_000), planned('uncertain', 100_000)]).toEqual([1800, 1800]);
  });
});
