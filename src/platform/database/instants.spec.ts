import { instantFrom } from './instants.js';

describe('an instant from PostgreSQL’s text', () => {
  it.each([
    ['2026-12-05 07:00:00+00', '2026-12-05T07:00:00.000Z'],
    ['2026-12-05 07:00:00.5+00', '2026-12-05T07:00:00.500Z'],
    ['2026-12-05 07:00:00.123987+00', '2026-12-05T07:00:00.123Z'],
    ['2026-12-05 20:00:00+13', '2026-12-05T07:00:00.000Z'],
    ['2026-12-05 12:45:00.25+05:45', '2026-12-05T07:00:00.250Z'],
    ['2026-12-04 21:30:00-09:30', '2026-12-05T07:00:00.000Z'],
  ])('%s is %s', (text, instant) => {
    expect(instantFrom(text)).toBe(instant);
  });

  it('refuses what is no instant', () => {
    expect(() => instantFrom('infinity')).toThrow(RangeError);
  });
});
