import { calendarTimes } from './calendar-entry.js';

describe('the times of a calendar entry', () => {
  const times = (start: string, end: string) => {
    const entry = calendarTimes(`2030-01-01T10:00:${start}Z`, `2030-01-01T10:${end}Z`);
    return [entry.start, entry.end].map((instant) => instant.toISOString().slice(14));
  };

  it.each([
    ['00.000', '00:00.001', '00:00.000Z', '00:01.000Z'],
    ['00.000', '00:00.999', '00:00.000Z', '00:01.000Z'],
    ['00.900', '00:01.100', '00:00.000Z', '00:01.000Z'],
    ['59.999', '01:00.000', '00:59.000Z', '01:00.000Z'],
    ['00.000', '30:00.000', '00:00.000Z', '30:00.000Z'],
  ])('C-3: %s to %s is %s to %s', (start, end, from, to) => {
    expect(times(start, end)).toEqual([from, to]);
  });
});
