import fc from 'fast-check';
import {
  DAY_MS,
  daysBetween,
  daysTouched,
  hasDay,
  instantOf,
  isShownTwice,
  isTimeZone,
  isWithinHours,
  localEndOf,
  localTimeOf,
  weekdaysTouched,
} from './local-time.js';
import { Period } from './period.js';

const MINUTE = 60_000;

/** Zones with days on which their clocks do something odd. */
const ODDITIES: readonly (readonly [zone: string, ...days: string[]])[] = [
  ['Africa/Cairo', '2027-04-30', '2027-10-29', '2010-08-11'],
  ['Africa/Casablanca', '2027-02-07', '2027-03-14', '2035-11-11'],
  ['Africa/El_Aaiun', '2027-03-14'],
  ['Africa/Juba', '2021-02-01'],
  ['Africa/Sao_Tome', '2018-01-01', '2019-01-01'],
  ['Africa/Windhoek', '1994-03-21', '2017-04-02'],
  ['America/Asuncion', '2024-03-24', '2023-10-01'],
  ['America/Caracas', '2007-12-09', '2016-05-01'],
  ['America/Godthab', '2027-03-27', '2027-10-30'],
  ['America/Havana', '2027-03-14', '2027-11-07'],
  ['America/Metlakatla', '2018-11-04', '2019-01-20'],
  ['America/New_York', '2027-03-14', '2027-11-07'],
  ['America/Nuuk', '2023-03-25', '2028-03-25'],
  ['America/Recife', '2000-10-08', '2000-10-15'],
  ['America/Santiago', '2027-04-04', '2027-09-05'],
  ['America/Sao_Paulo', '2017-10-15', '2018-02-18'],
  ['America/Scoresbysund', '2024-03-31', '2027-03-27'],
  ['America/St_Johns', '2006-04-02', '2006-10-29', '2027-03-14'],
  ['Antarctica/Casey', '2023-03-09', '2020-10-04'],
  ['Antarctica/Troll', '2027-03-28', '2027-10-31'],
  ['Antarctica/Vostok', '2023-12-18'],
  ['Asia/Almaty', '2024-03-01'],
  ['Asia/Amman', '2021-10-29', '2022-02-25'],
  ['Asia/Beirut', '2027-03-28', '2027-10-31'],
  ['Asia/Dhaka', '2009-06-19', '2010-01-01'],
  ['Asia/Gaza', '2011-08-01', '2027-04-17', '2040-10-20'],
  ['Asia/Kathmandu', '1986-01-01', '2027-01-01'],
  ['Asia/Kolkata', '2027-01-01'],
  ['Asia/Pyongyang', '2015-08-15', '2018-05-05'],
  ['Asia/Tehran', '2021-03-22', '2021-09-22'],
  ['Atlantic/Azores', '2027-03-28', '2027-10-31'],
  ['Australia/Eucla', '2008-10-26'],
  ['Australia/Lord_Howe', '2027-04-04', '2027-10-03'],
  ['Europe/Berlin', '2027-03-28', '2027-10-31', '2047-03-31'],
  ['Europe/Dublin', '2027-03-28', '2027-10-31'],
  ['Europe/Istanbul', '2015-11-08', '2016-09-07'],
  ['Europe/Volgograd', '2020-12-27'],
  ['Pacific/Apia', '2011-12-30', '2011-12-31', '2020-04-05'],
  ['Pacific/Bougainville', '2014-12-28'],
  ['Pacific/Chatham', '2027-04-04', '2027-09-26'],
  ['Pacific/Easter', '2027-04-03', '2027-09-04'],
  ['Pacific/Fakaofo', '2011-12-30'],
  ['Pacific/Kiritimati', '1994-12-31', '1995-01-01'],
  ['Pacific/Kwajalein', '1993-08-21'],
  ['Pacific/Norfolk', '2015-10-04', '2027-04-04'],
  ['UTC', '2027-01-01'],
];
const ZONES = ODDITIES.map(([zone]) => zone);

const formats = new Map<string, Intl.DateTimeFormat>();
const PARTS = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;

/** The plain restatement of what the clocks show at an instant, to the minute: `2027-03-28` and 134 for 02:14. */
function reading(at: number, zone: string): { day: string; minute: number } {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-US', { ...PARTS, timeZone: zone, hourCycle: 'h23' });
  formats.set(zone, format);
  const [, month, day, year, hour, minute] = /(\d+)\/(\d+)\/(\d+), (\d+):(\d+)/.exec(format.format(at))!;
  return { day: `${year}-${month}-${day}`, minute: Number(hour) * 60 + Number(minute) };
}

const readingsOf = ({ start, end }: Period, zone: string) => {
  const found: ReturnType<typeof reading>[] = [];
  for (let at = start.getTime(); at < end.getTime(); at += MINUTE) found.push(reading(at, zone));
  return found;
};
const localOf = (at: number, zone: string): number => {
  const { day, minute } = reading(at, zone);
  return Date.parse(`${day}T00:00:00Z`) + minute * MINUTE;
};
const dayText = (day: number): string => new Date(day).toISOString().slice(0, 10);
const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** A minute near an odd day of a zone, more often than not close to its midnight. */
const near = (hours: number) =>
  fc
    .constantFrom(...ODDITIES.flatMap(([zone, ...days]) => days.map((day) => [zone, day] as const)))
    .chain(([zone, day]) =>
      fc
        .integer({ min: -hours * 60, max: hours * 60 })
        .map((minutes) => ({ zone, at: Date.parse(`${day}T00:00:00Z`) + minutes * MINUTE })),
    );
const anywhere = fc.record({
  zone: fc.constantFrom(...ZONES),
  at: fc.integer({ min: 2 * 1_440, max: Date.UTC(2110, 0, 1) / MINUTE }).map((minute) => minute * MINUTE),
});
const aMoment = fc.oneof({ weight: 4, arbitrary: near(30) }, { weight: 1, arbitrary: anywhere });
const aPeriod = (mostMinutes: number) =>
  fc.tuple(aMoment, fc.integer({ min: 1, max: mostMinutes })).map(([{ zone, at }, minutes]) => ({
    zone,
    period: Period.of(new Date(at), new Date(at + minutes * MINUTE)),
  }));
const someHours = fc
  .tuple(
    fc.oneof(fc.constantFrom(0, 30, 60, 480), fc.integer({ min: 0, max: 1_439 })),
    fc.oneof(fc.constantFrom(1_440, 1_380, 60, 1_080), fc.integer({ min: 1, max: 1_440 })),
  )
  .filter(([from, to]) => from < to);

describe('local time, against every minute as Intl shows it', () => {
  it('the local time of an instant', () => {
    fc.assert(
      fc.property(fc.oneof(near(80), anywhere), ({ zone, at }) => {
        expect(localTimeOf(new Date(at), zone)).toBe(localOf(at, zone));
      }),
      { numRuns: 3_000 },
    );
  });

  it('BK-5: a period lies within hours where every one of its minutes does', () => {
    fc.assert(
      fc.property(fc.oneof(aPeriod(300), aPeriod(2_000)), someHours, ({ period, zone }, [from, to]) => {
        const expected = readingsOf(period, zone).every(({ minute }) => minute >= from && minute < to);
        expect(isWithinHours(period, zone, { from: clock(from), to: clock(to) })).toBe(expected);
      }),
      { numRuns: 600 },
    );
  });

  it('the days that a period touches are those of its minutes, each once', () => {
    fc.assert(
      fc.property(aPeriod(3_500), ({ period, zone }) => {
        const days = [...daysTouched(period, zone)];
        const expected = [...new Set(readingsOf(period, zone).map(({ day }) => day))];
        expect(days.map(dayText)).toEqual(expected);
        const weekdays = new Set(expected.map((day) => new Date(day).getUTCDay() || 7));
        expect(weekdaysTouched(period, zone)).toEqual(weekdays);
      }),
      { numRuns: 250 },
    );
  });

  it('a local time is the first minute that shows it, and past a gap as far on as it is into the gap', () => {
    fc.assert(
      fc.property(near(40), ({ zone, at: local }) => {
        let expected: number | undefined;
        let before = localOf(local - 16 * 60 * MINUTE, zone);
        for (let at = local - 16 * 60 * MINUTE; expected === undefined; at += MINUTE) {
          const shown = localOf(at, zone);
          if (shown === local) expected = at;
          // The clocks were put past it: the last minute that they showed ends where the gap begins.
          else if (before < local && local < shown) expected = at + (local - (before + MINUTE));
          before = shown;
        }
        expect(instantOf(local, zone).toISOString()).toBe(new Date(expected).toISOString());
      }),
      { numRuns: 400 },
    );
  });

  it('a local time is shown twice where another minute shows it', () => {
    fc.assert(
      fc.property(near(6), ({ zone, at }) => {
        const local = localOf(at, zone);
        const others = Array.from({ length: 601 }, (_, index) => at + (index - 300) * MINUTE);
        const expected = others.some((other) => other !== at && localOf(other, zone) === local);
        expect(isShownTwice(new Date(at), zone)).toBe(expected);
      }),
      { numRuns: 200 },
    );
  });

  it('days between two instants are those of the calendar', () => {
    fc.assert(
      fc.property(aMoment, fc.integer({ min: -400_000, max: 400_000 }), ({ zone, at }, minutes) => {
        const later = at + minutes * MINUTE;
        const expected = (Date.parse(reading(later, zone).day) - Date.parse(reading(at, zone).day)) / DAY_MS;
        expect(daysBetween(new Date(at), new Date(later), zone)).toBe(expected);
      }),
      { numRuns: 1_000 },
    );
  });

  it('knows every zone that Intl knows, also in years that have no law yet', () => {
    for (const zone of Intl.supportedValuesOf('timeZone')) {
      expect(isTimeZone(zone)).toBe(true);
      for (const at of ['1970-01-01T00:00Z', '1972-01-07T12:00Z', '2026-07-01T12:00Z', '2150-01-01T12:00Z']) {
        const local = localTimeOf(new Date(at), zone);
        expect(Math.floor(local / MINUTE) * MINUTE).toBe(localOf(Date.parse(at), zone));
      }
    }
    expect(localTimeOf(new Date('9999-12-31T23:59:59.999Z'), 'UTC')).toBe(Date.parse('9999-12-31T23:59:59.999Z'));
    expect(['', '+02:00', '-03', 'Europe/Atlantis', 'x'.repeat(64)].map(isTimeZone)).toEqual(Array(5).fill(false));
    expect(() => localTimeOf(new Date(0), 'Europe/Atlantis')).toThrow(RangeError);
  });
});

describe('local time, on days that are odd', () => {
  const at = (text: string, zone: string) => instantOf(Date.parse(`${text}Z`), zone).toISOString();
  const hours = (zone: string, start: string, end: string, from: string, to: string) =>
    isWithinHours(Period.of(new Date(start), new Date(end)), zone, { from, to });

  it('takes the first of two, and past a gap the time of a clock that nobody touched', () => {
    expect(at('2026-10-25T02:30:00', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
    expect(at('2026-03-29T02:30:00', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
    expect(at('2027-04-30T00:00:00', 'Africa/Cairo')).toBe('2027-04-29T22:00:00.000Z');
    expect(at('2027-10-31T00:00:00', 'Atlantic/Azores')).toBe('2027-10-31T00:00:00.000Z');
    expect(at('2011-12-30T12:00:00', 'Pacific/Apia')).toBe('2011-12-30T22:00:00.000Z');
  });

  it('a period that ends when the clocks are put forward ends at the time that they had run to', () => {
    const ends = (instant: string, zone: string) => new Date(localEndOf(new Date(instant), zone)).toISOString();
    expect(ends('2027-03-28T01:00:00Z', 'Europe/Berlin')).toBe('2027-03-28T02:00:00.000Z');
    expect(ends('2027-03-28T01:00:00.001Z', 'Europe/Berlin')).toBe('2027-03-28T03:00:00.001Z');
    expect(ends('2027-04-29T22:00:00Z', 'Africa/Cairo')).toBe('2027-04-30T00:00:00.000Z');
    expect(ends('2027-09-05T04:00:00Z', 'America/Santiago')).toBe('2027-09-05T00:00:00.000Z');
    // Put back: the clocks show 02:00 then, for the second time.
    expect(ends('2027-10-31T01:00:00Z', 'Europe/Berlin')).toBe('2027-10-31T02:00:00.000Z');
  });

  it('hours are kept to the millisecond', () => {
    const until = (end: string) => hours('UTC', '2027-06-01T16:00:00Z', end, '08:00', '17:00');
    expect(until('2027-06-01T17:00:00.000Z')).toBe(true);
    expect(until('2027-06-01T17:00:00.001Z')).toBe(false);
    expect(hours('UTC', '2027-06-01T07:59:59.999Z', '2027-06-01T09:00:00Z', '08:00', '17:00')).toBe(false);
    expect(hours('UTC', '2027-06-01T23:00:00Z', '2027-06-02T00:00:00Z', '08:00', '24:00')).toBe(true);
    expect(hours('UTC', '2027-06-01T23:00:00Z', '2027-06-02T00:00:00.001Z', '08:00', '24:00')).toBe(false);
  });

  it('a day that the zone never had is no day', () => {
    const day = (text: string) => Date.parse(`${text}T00:00:00Z`);
    const samoa = ['2011-12-29', '2011-12-30', '2011-12-31'].map((text) => hasDay(day(text), 'Pacific/Apia'));
    expect(samoa).toEqual([true, false, true]);
    expect(hasDay(day('1993-08-21'), 'Pacific/Kwajalein')).toBe(false);
    // No midnight is no missing day.
    expect(hasDay(day('2027-04-30'), 'Africa/Cairo')).toBe(true);
    const period = Period.of(new Date('2011-12-29T12:00:00Z'), new Date('2011-12-31T12:00:00Z'));
    expect([...daysTouched(period, 'Pacific/Apia')].map(dayText)).toEqual(['2011-12-29', '2011-12-31', '2012-01-01']);
  });
});
