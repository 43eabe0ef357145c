import fc from 'fast-check';
import { Period } from './period.js';

const instant = fc.date({ min: new Date('1990-01-01'), max: new Date('2099-01-01'), noInvalidDate: true });
const period = fc
  .tuple(instant, fc.integer({ min: 1, max: 10_000_000_000 }))
  .map(([start, length]) => Period.of(start, new Date(start.getTime() + length)));

describe('Period', () => {
  it('BK-1: refuses an end that is not after the start', () => {
    const at = new Date();
    expect(() => Period.of(at, at)).toThrow(/end/);
    expect(() => Period.of(at, new Date(Number.NaN))).toThrow(/end/);
    expect(() => Period.of(at, new Date('+010000-01-01T00:00:00Z'))).toThrow(/9999/);
  });

  it('BK-3: back to back never overlaps, and overlap is what sharing an instant means', () => {
    fc.assert(
      fc.property(period, period, (one, other) => {
        const shares = Math.max(+one.start, +other.start) < Math.min(+one.end, +other.end);
        expect(one.overlaps(other)).toBe(shares);
        expect(other.overlaps(one)).toBe(shares);
        const next = Period.of(one.end, new Date(one.end.getTime() + 1));
        expect(one.overlaps(next)).toBe(false);
      }),
    );
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(period, (one) => {
        expect(Period.parse(one.toString())).toEqual(one);
      }),
    );
    expect(Period.parse('["2026-03-29 01:30:00.5+00","2039-01-01 00:00:00+00")').start.toISOString()).toBe(
      '2026-03-29T01:30:00.500Z',
    );
  });
});
