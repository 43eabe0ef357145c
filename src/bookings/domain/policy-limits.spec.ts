import fc from 'fast-check';
import { DateTime } from 'luxon';
import { Period } from '../../platform/domain/period.js';
import { type PolicyFacts, type PolicyLimits, violationsOf } from './policy-limits.js';

const MINUTE = 60_000;
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Los_Angeles',
  'Pacific/Auckland',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Asia/Beirut',
  'Africa/Cairo',
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'Asia/Kolkata',
];
const facts = (period: Period, timeZone: string, more: Partial<PolicyFacts> = {}): PolicyFacts => ({
  ...{ period, timeZone, now: null, bufferBroken: false, othersOpen: 0 },
  ...more,
});
const codes = (limits: PolicyLimits, of: PolicyFacts) => violationsOf(limits, of).map(({ code }) => code);
const local = (zone: string, start: string, end: string) =>
  Period.of(DateTime.fromISO(start, { zone }).toJSDate(), DateTime.fromISO(end, { zone }).toJSDate());

/** In quarters of an hour, from 2026 to 2099; many of them close to a change of the clocks. */
const aZone = fc.constantFrom(...zones);
const aMoment = fc.oneof(
  fc
    .integer({ min: Date.UTC(2026, 0, 1) / (15 * MINUTE), max: Date.UTC(2099, 0, 1) / (15 * MINUTE) })
    .map((n) => n * 15 * MINUTE),
  fc
    .tuple(
      fc.constantFrom('2026-03-29', '2026-10-25', '2026-03-08', '2026-11-01', '2026-04-05', '2026-09-27', '2039-03-27'),
      fc.integer({ min: -200, max: 200 }),
    )
    .map(([day, quarters]) => Date.parse(`${day}T01:00:00Z`) + quarters * 15 * MINUTE),
);
const aPeriod = (mostQuarters: number) =>
  fc
    .tuple(aMoment, fc.integer({ min: 1, max: mostQuarters }))
    .map(([at, length]) => Period.of(new Date(at), new Date(at + length * 15 * MINUTE)));
const aClock = fc
  .tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 96 }))
  .filter(([from, to]) => from < to);
const clock = (quarter: number) =>
  `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;

/** Looks at every quarter of an hour; no zone here changes its clocks at another moment. */
function everyQuarter({ start, end }: Period, zone: string): DateTime[] {
  const moments: DateTime[] = [];
  for (let at = start.getTime(); at < end.getTime(); at += 15 * MINUTE) moments.push(DateTime.fromMillis(at, { zone }));
  return moments;
}

describe('BK-5: policies, in the branch’s own time', () => {
  it('hours: the clocks show a time within them at every moment', () => {
    fc.assert(
      fc.property(aPeriod(120), aZone, aClock, (period, zone, [from, to]) => {
        const moments = everyQuarter(period, zone);
        const within = moments.every((at) => {
          const quarter = at.hour * 4 + at.minute / 15;
          return quarter >= from && quarter < to;
        });
        const broken = codes({ hours: { from: clock(from), to: clock(to) } }, facts(period, zone));
        expect(broken).toEqual(within ? [] : ['outside_hours']);
      }),
      { numRuns: 1_500 },
    );
  });

  it('weekdays: every moment lies on one that is open', () => {
    const someDays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
    fc.assert(
      fc.property(aPeriod(900), aZone, someDays, (period, zone, weekdays) => {
        const open = everyQuarter(period, zone).every(({ weekday }) => weekdays.includes(weekday));
        expect(codes({ weekdays }, facts(period, zone))).toEqual(open ? [] : ['weekday_not_allowed']);
      }),
      { numRuns: 300 },
    );
  });

  it('lengths are time that passes, whatever the clocks do', () => {
    const short = local('Europe/Berlin', '2026-03-29T00:00', '2026-03-30T00:00');
    const long = local('Europe/Berlin', '2026-10-25T00:00', '2026-10-26T00:00');
    expect([short.minutes, long.minutes]).toEqual([23 * 60, 25 * 60]);
    const day = { minMinutes: 24 * 60, maxMinutes: 24 * 60 };
    expect(codes(day, facts(short, 'Europe/Berlin'))).toEqual(['too_short']);
    expect(codes(day, facts(long, 'Europe/Berlin'))).toEqual(['too_long']);
    fc.assert(
      fc.property(aPeriod(900), aZone, fc.integer({ min: 1, max: 20_000 }), (period, zone, limit) => {
        const broken = codes({ minMinutes: limit, maxMinutes: limit }, facts(period, zone));
        const wanted = period.minutes < limit ? ['too_short'] : period.minutes > limit ? ['too_long'] : [];
        expect(broken).toEqual(wanted);
      }),
    );
  });

  it('days ahead are counted on the branch’s calendar, notice in minutes that pass', () => {
    fc.assert(
      fc.property(aMoment, aPeriod(8), aZone, fc.integer({ min: 0, max: 400 }), (at, period, zone, days) => {
        const now = new Date(at);
        const last = DateTime.fromJSDate(now, { zone })
          .startOf('day')
          .plus({ days: days + 1 });
        const tooFar = DateTime.fromJSDate(period.start, { zone }).toISODate()! >= last.toISODate()!;
        expect(codes({ maxDaysAhead: days }, facts(period, zone, { now }))).toEqual(tooFar ? ['too_far_ahead'] : []);
        const notice = (period.start.getTime() - at) / MINUTE;
        const tooLate = notice < days * 60;
        expect(codes({ minNoticeMinutes: days * 60 }, facts(period, zone, { now }))).toEqual(
          tooLate ? ['too_little_notice'] : [],
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it('a start that is not chosen now is not looked at', () => {
    const past = Period.of(new Date(0), new Date(MINUTE));
    expect(codes({ maxDaysAhead: 0, minNoticeMinutes: 60 }, facts(past, 'UTC'))).toEqual([]);
  });

  it('BK-5: open bookings are counted with the new one, up to what is allowed', () => {
    const period = Period.of(new Date(0), new Date(MINUTE));
    const openBeside = (othersOpen: number) => codes({ maxOpenPerPerson: 2 }, facts(period, 'UTC', { othersOpen }));
    expect([0, 1, 2].map(openBeside)).toEqual([[], [], ['too_many_open']]);
  });

  it('every limit that is broken is named, with what it is', () => {
    const period = local('Pacific/Auckland', '2045-09-24T23:00', '2045-09-25T01:00');
    const limits = {
      maxDaysAhead: 3,
      maxMinutes: 60,
      hours: { from: '08:00', to: '18:00' },
      weekdays: [2],
      bufferMinutes: 30,
      maxOpenPerPerson: 2,
    };
    const now = new Date('2045-01-01T00:00:00Z');
    const found = violationsOf(limits, facts(period, 'Pacific/Auckland', { now, bufferBroken: true, othersOpen: 2 }));
    expect(found.map(({ code, limit }) => [code, limit])).toEqual([
      ['too_far_ahead', 3],
      ['too_long', 60],
      ['outside_hours', limits.hours],
      ['weekday_not_allowed', [2]],
      ['buffer_broken', 30],
      ['too_many_open', 2],
    ]);
    expect(found.every(({ message }) => message.endsWith('.'))).toBe(true);
    expect(violationsOf({}, facts(period, 'UTC', { bufferBroken: true, othersOpen: 99 }))).toEqual([]);
  });

  it('whole days stay within 00:00 to 24:00, and 24:00 is the end of a day', () => {
    const day = local('Europe/Berlin', '2026-10-25T00:00', '2026-10-26T00:00');
    expect(codes({ hours: { from: '00:00', to: '24:00' } }, facts(day, 'Europe/Berlin'))).toEqual([]);
    expect(
      codes(
        { hours: { from: '08:00', to: '24:00' } },
        facts(local('UTC', '2026-01-01T08:00', '2026-01-02T00:00'), 'UTC'),
      ),
    ).toEqual([]);
    expect(
      codes(
        { hours: { from: '08:00', to: '18:00' } },
        facts(local('UTC', '2026-01-01T08:00', '2026-01-01T18:00'), 'UTC'),
      ),
    ).toEqual([]);
    expect(codes({ weekdays: [4] }, facts(local('UTC', '2026-01-01T08:00', '2026-01-02T00:00'), 'UTC'))).toEqual([]);
  });
});
