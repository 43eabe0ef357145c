import fc from 'fast-check';
import { DateTime } from 'luxon';
import { InvalidInput } from '../../../platform/domain/domain-error.js';
import { Period } from '../../../platform/domain/period.js';
import { occurrencesOf } from './occurrences.js';
import { MOST_OCCURRENCES, SeriesRule } from './series-rule.js';

const ZONES = [
  ...['Europe/Berlin', 'America/New_York', 'America/Los_Angeles', 'Pacific/Auckland', 'Australia/Lord_Howe'],
  ...['Asia/Kathmandu', 'America/St_Johns', 'Africa/Casablanca', 'America/Sao_Paulo', 'UTC', 'Pacific/Chatham'],
];
const HOUR = 3_600_000;
const zone = fc.constantFrom(...ZONES);
const FROM = Date.parse('2026-01-01T00:00:00Z');
const TO = Date.parse('2075-01-01T00:00:00Z');
const minute = fc.integer({ min: FROM / 60_000, max: TO / 60_000 }).map((minutes) => new Date(minutes * 60_000));
const rule = fc
  .record({
    freq: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY'),
    interval: fc.integer({ min: 1, max: 4 }),
    count: fc.integer({ min: 1, max: 60 }),
    days: fc.subarray(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']),
  })
  .map(({ freq, interval, count, days }) => {
    const byDay = days.length > 0 ? `;BYDAY=${days.join(',')}` : '';
    return `FREQ=${freq};INTERVAL=${interval};COUNT=${count}${byDay}`;
  });
const local = (at: Date, timeZone: string) => DateTime.fromJSDate(at, { zone: timeZone });
const berlin = (text: string) => DateTime.fromISO(text, { zone: 'Europe/Berlin' }).toJSDate();
const refusalOf = (text: string, first = Period.of(berlin('2026-03-02T09:00'), berlin('2026-03-02T10:00'))) => {
  try {
    return occurrencesOf(first, SeriesRule.parse(text), 'Europe/Berlin').length;
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    const { field, code } = (error.members.errors as { field: string; code: string }[])[0]!;
    return [field, code];
  }
};

/** Nothing is said of a rule that goes on for longer than a series may: sixty months that have a 31st, for one. */
function inTime(first: Period, text: string, timeZone: string): Period[] {
  try {
    return occurrencesOf(first, SeriesRule.parse(text), timeZone);
  } catch (error) {
    fc.pre(!(error instanceof InvalidInput && JSON.stringify(error.members).includes('within 20 years')));
    throw error;
  }
}

describe('occurrences of a series (BK-9)', () => {
  it('begin and end when the clocks show it, on every day that has those times once', () => {
    fc.assert(
      fc.property(minute, fc.integer({ min: 1, max: 20 * 60 }), zone, rule, (start, minutes, timeZone, text) => {
        const first = Period.of(start, new Date(start.getTime() + minutes * 60_000));
        const [begins, ends] = [local(first.start, timeZone), local(first.end, timeZone)];
        for (const { start: from, end: to } of inTime(first, text, timeZone)) {
          expect(to.getTime()).toBeGreaterThan(from.getTime());
          const [day, night] = [local(from, timeZone), local(to, timeZone)];
          const touched = [day, night].some((each) =>
            [-3, 3].some((hours) => each.plus({ hours }).offset !== each.offset),
          );
          if (touched) continue;
          expect(day.toFormat('HH:mm')).toBe(begins.toFormat('HH:mm'));
          if (ends.offset === begins.offset) expect(night.toFormat('HH:mm')).toBe(ends.toFormat('HH:mm'));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('never overlap, come in order, and begin with the first or later', () => {
    fc.assert(
      fc.property(minute, zone, rule, (start, timeZone, text) => {
        const first = Period.of(start, new Date(start.getTime() + 23 * HOUR));
        const periods = inTime(first, text, timeZone);
        expect(+periods[0]!.start).toBeGreaterThanOrEqual(+start);
        periods.slice(1).forEach((each, index) => expect(+each.start).toBeGreaterThanOrEqual(+periods[index]!.end));
      }),
      { numRuns: 300 },
    );
  });

  it('are as many as COUNT says, and end with UNTIL', () => {
    fc.assert(
      fc.property(minute, zone, fc.integer({ min: 1, max: MOST_OCCURRENCES }), (start, timeZone, count) => {
        const first = Period.of(start, new Date(start.getTime() + HOUR));
        const counted = occurrencesOf(first, SeriesRule.parse(`FREQ=DAILY;COUNT=${count}`), timeZone);
        expect(counted).toHaveLength(count);
        const last = local(counted.at(-1)!.start, timeZone).toFormat('yyyyMMdd');
        expect(occurrencesOf(first, SeriesRule.parse(`FREQ=DAILY;UNTIL=${last}`), timeZone)).toEqual(counted);
      }),
      { numRuns: 100 },
    );
  });

  it('keep their hours over a day of 23 and one of 25', () => {
    const first = Period.of(berlin('2026-03-28T20:00'), berlin('2026-03-29T08:00'));
    const [spring, next] = occurrencesOf(first, SeriesRule.parse('FREQ=DAILY;COUNT=2'), 'Europe/Berlin');
    expect([spring!.minutes, next!.minutes]).toEqual([11 * 60, 12 * 60]);
    const autumn = Period.of(berlin('2026-10-23T20:00'), berlin('2026-10-24T08:00'));
    const lengths = occurrencesOf(autumn, SeriesRule.parse('FREQ=DAILY;COUNT=3'), 'Europe/Berlin').map(
      (p) => p.minutes,
    );
    expect(lengths).toEqual([12 * 60, 13 * 60, 12 * 60]);
  });

  it('last as long as ever where the clocks are put past their end', () => {
    const first = Period.of(berlin('2026-03-28T02:45'), berlin('2026-03-28T03:15'));
    const [, gap] = occurrencesOf(first, SeriesRule.parse('FREQ=DAILY;COUNT=3'), 'Europe/Berlin');
    expect(gap!.toString()).toBe('[2026-03-29T01:45:00.000Z,2026-03-29T02:15:00.000Z)');
  });

  it('are what RFC 5545 says', () => {
    const days = (text: string) =>
      occurrencesOf(
        Period.of(berlin('2026-01-05T09:00'), berlin('2026-01-05T10:00')),
        SeriesRule.parse(text),
        'Europe/Berlin',
      ).map(({ start }) => local(start, 'Europe/Berlin').toFormat('MM-dd'));
    expect(days('RRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=4')).toEqual(['01-05', '01-07', '01-12', '01-14']);
    expect(days('FREQ=WEEKLY;INTERVAL=2;UNTIL=20260203')).toEqual(['01-05', '01-19', '02-02']);
    expect(days('FREQ=MONTHLY;BYDAY=-1FR;COUNT=3')).toEqual(['01-30', '02-27', '03-27']);
    expect(days('FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1;COUNT=2')).toEqual(['02-02', '03-02']);
    expect(days('FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3')).toEqual(['01-31', '03-31', '05-31']);
    // Until an instant: the 9 o'clock of the 7th is 8 o'clock in UTC.
    expect(days('FREQ=DAILY;UNTIL=20260107T080000Z')).toEqual(['01-05', '01-06', '01-07']);
    expect(days('FREQ=DAILY;UNTIL=20260107T075959Z')).toEqual(['01-05', '01-06']);
    expect(days('FREQ=DAILY;UNTIL=20260107T085959')).toEqual(['01-05', '01-06']);
  });

  it('are refused by the name of what cannot be', () => {
    expect(refusalOf('FREQ=SECONDLY;COUNT=3')).toEqual(['rrule.FREQ', 'unsupported']);
    expect(refusalOf('FREQ=HOURLY;COUNT=3')).toEqual(['rrule.FREQ', 'unsupported']);
    expect(refusalOf('FREQ=DAILY;COUNT=3;BYHOUR=9')).toEqual(['rrule.BYHOUR', 'unsupported']);
    expect(refusalOf('FREQ=YEARLY;COUNT=3;BYWEEKNO=9')).toEqual(['rrule.BYWEEKNO', 'unsupported']);
    expect(refusalOf('FREQ=DAILY')).toEqual(['rrule', 'no_end']);
    expect(refusalOf('FREQ=DAILY;COUNT=3;UNTIL=20270101')).toEqual(['rrule', 'no_end']);
    expect(refusalOf('FREQ=DAILY;COUNT=367')).toEqual(['rrule.COUNT', 'invalid']);
    expect(refusalOf('FREQ=DAILY;COUNT=366')).toBe(366);
    expect(refusalOf('FREQ=DAILY;UNTIL=20270304')).toEqual(['rrule', 'too_many_occurrences']);
    expect(refusalOf('FREQ=DAILY;UNTIL=20260230')).toEqual(['rrule.UNTIL', 'invalid']);
    expect(refusalOf('FREQ=DAILY;INTERVAL=0;COUNT=2')).toEqual(['rrule.INTERVAL', 'invalid']);
    expect(refusalOf('FREQ=WEEKLY;BYDAY=2MO;COUNT=2')).toEqual(['rrule.BYDAY', 'invalid']);
    expect(refusalOf('FREQ=DAILY;UNTIL=20260101')).toEqual(['rrule', 'no_occurrence']);
    expect(refusalOf('FREQ=YEARLY;COUNT=30')).toEqual(['rrule', 'too_long']);
    expect(refusalOf('FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=5')).toEqual(['rrule', 'no_occurrence']);
    expect(refusalOf('FREQ=YEARLY;INTERVAL=1000;COUNT=5')).toEqual(['rrule', 'too_long']);
    expect(refusalOf('every day')).toEqual(['rrule', 'invalid']);
    expect(refusalOf('FREQ=DAILY;FREQ=DAILY;COUNT=2')).toEqual(['rrule.FREQ', 'invalid']);
    const long = Period.of(berlin('2026-03-02T09:00'), berlin('2026-03-03T09:01'));
    expect(refusalOf('FREQ=DAILY;COUNT=2', long)).toEqual(['rrule', 'overlaps_itself']);
  });
});
