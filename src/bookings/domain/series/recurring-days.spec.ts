import fc from 'fast-check';
import rrule from 'rrule';
import { frequencies, type Recurrence, recurringDays } from './recurring-days.js';

// A package of CommonJS: its names are members of what it exports.
const { RRule, Weekday } = rrule as unknown as typeof import('rrule');

const DAY = 86_400_000;
const some = <Item>(item: fc.Arbitrary<Item>) =>
  fc.option(fc.uniqueArray(item, { minLength: 1, maxLength: 3 }), { nil: undefined });
const notZero = (min: number, max: number) => fc.integer({ min, max }).filter((number) => number !== 0);

const recurrence: fc.Arbitrary<Recurrence> = fc
  .record({
    frequency: fc.constantFrom(...frequencies),
    interval: fc.integer({ min: 1, max: 5 }),
    // The library asks a day to meet both where weekdays with a number stand beside weekdays without; the RFC, either.
    wantsNumbers: fc.boolean(),
    weekStart: fc.integer({ min: 0, max: 6 }),
    byDay: some(fc.record({ weekday: fc.integer({ min: 0, max: 6 }), nth: notZero(-5, 5) })),
    byMonthDay: some(notZero(-31, 31)),
    byMonth: some(fc.integer({ min: 1, max: 12 })),
    // Of a place that a turn does not have the library makes another one.
    bySetPos: some(fc.constantFrom(1, -1)),
  })
  .map(({ byDay, byMonthDay, bySetPos, wantsNumbers, ...rule }) => {
    const numbered = wantsNumbers && (rule.frequency === 'MONTHLY' || rule.frequency === 'YEARLY');
    return {
      ...rule,
      byDay: byDay?.map(({ weekday, nth }) => ({ weekday, nth: numbered ? nth : null })),
      byMonthDay: rule.frequency === 'WEEKLY' ? undefined : byMonthDay,
      // Of its first week the library counts only the days from the first on.
      bySetPos: rule.frequency !== 'WEEKLY' && (byDay || byMonthDay) ? bySetPos : undefined,
    };
  });

/** What the library makes of the same rule. It does not stop looking where nothing comes round, so it is given an end. */
function expected(rule: Recurrence, first: number, last: number): number[] {
  const { frequency, interval, weekStart, byDay, byMonthDay, byMonth, bySetPos } = rule;
  const days = new RRule({
    freq: RRule[frequency],
    ...{ interval, wkst: weekStart, dtstart: new Date(first), until: new Date(last) },
    ...(byDay && {
      byweekday: byDay.map(({ weekday, nth }) => (nth ? new Weekday(weekday, nth) : new Weekday(weekday))),
    }),
    ...(byMonthDay && { bymonthday: [...byMonthDay] }),
    ...(byMonth && { bymonth: [...byMonth] }),
    ...(bySetPos && { bysetpos: [...bySetPos] }),
  })
    .all()
    .map(Number);
  // It tells a day twice that two places of BYSETPOS name.
  return [...new Set(days)];
}

describe('the days on which a rule comes round (BK-9)', () => {
  it('are those of rrule, for rules of every form', () => {
    const first = fc.integer({ min: 20_000, max: 40_000 }).map((day) => day * DAY);
    fc.assert(
      fc.property(recurrence, first, (rule, start) => {
        const last = start + 3 * 366 * DAY;
        const days = [...recurringDays(rule, start, last)];
        // Where nothing comes round the library looks on until the year 9999.
        fc.pre(days.length > 0);
        expect(days).toEqual(expected(rule, start, last));
      }),
      { numRuns: 150 },
    );
  });
});
