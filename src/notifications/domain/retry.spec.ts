import { pauseAfter } from './retry.js';

describe('NO-3: pauses between attempts', () => {
  const planned = (verdict: 'transient' | 'unreachable' | 'uncertain', attempts: number) =>
    pauseAfter(attempts, verdict, 0.5);

  it('grow from seconds to less than 90 s in the first hour, so that mail goes out soon after a server’s recovery', () => {
    const pauses = Array.from({ length: 45 }, (_, index) => planned('transient', index + 1));
    expect(pauses.slice(0, 6)).toEqual([5, 15, 30, 60, 85, 85]);
    expect(pauses.at(-1)).toBe(85);
    expect(pauseAfter(45, 'transient', 1)).toBeLessThan(110);
    expect(pauses.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(3_500);
  });

  it('grow on to half an hour where a server refuses for longer than that', () => {
    expect([46, 47, 50, 51].map((attempts) => planned('transient', attempts))).toEqual([170, 340, 1800, 1800]);
  });

  it('stay within a minute where no server answered', () => {
    expect([1, 2, 3, 4, 5, 500].map((attempts) => planned('unreachable', attempts))).toEqual([5, 15, 30, 60, 60, 60]);
  });

  it('begin long where the server may have taken the mail: the next attempt may be a copy', () => {
    expect([1, 2, 3].map((attempts) => planned('uncertain', attempts))).toEqual([45, 85, 85]);
  });

  it('differ by a fifth at most', () => {
    expect(pauseAfter(3, 'transient', 0)).toBeCloseTo(24);
    expect(pauseAfter(3, 'transient', 1)).toBeCloseTo(36);
  });

  it('stay finite for any number of attempts', () => {
    expect([planned('transient', 100_000), planned('uncertain', 100_000)]).toEqual([1800, 1800]);
  });
});
