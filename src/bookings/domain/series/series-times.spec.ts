import fc from 'fast-check';
import { instantOf, localTimeOf } from '../../../platform/domain/local-time.js';
import { Period } from '../../../platform/domain/period.js';
import { movedTogether, occurrencesOf, orderOfMoves } from './occurrences.js';
import { SeriesRule } from './series-rule.js';

const span = (start: string, end: string) => Period.of(new Date(start), new Date(end));
const at = (text: string, zone: string) => instantOf(Date.parse(`${text}:00Z`), zone);
const local = (start: string, end: string, zone: string) => Period.of(at(start, zone), at(end, zone));
const shown = (instant: Date, zone: string) =>
  new Date(localTimeOf(instant, zone)).toISOString().slice(5, 16).replace('T', ' ');
const times = (periods: readonly Period[], zone: string) =>
  periods.map(({ start, end }) => `${shown(start, zone)} – ${shown(end, zone)}`);
const series = (first: Period, rule: string, zone: string) => occurrencesOf(first, SeriesRule.parse(rule), zone);
/** As the service does: from the booking that it is changed from. */
const moved = (periods: readonly Period[], from: number, to: { start?: Date; end?: Date }, zone: string) =>
  times(movedTogether(periods.slice(from), to, zone), zone);

describe('B-2: the end of a series keeps its local time, and so does the start', () => {
  it('B-2: where the first one ends as the clocks are put forward', () => {
    const berlin = series(
      span('2027-03-27T18:00+01:00', '2027-03-28T02:00+01:00'),
      'FREQ=WEEKLY;COUNT=3',
      'Europe/Berlin',
    );
    expect(times(berlin, 'Europe/Berlin').slice(1)).toEqual(['04-03 18:00 – 04-04 02:00', '04-10 18:00 – 04-11 02:00']);
    const lordHowe = series(
      local('2027-10-02T20:00', '2027-10-03T02:00', 'Australia/Lord_Howe'),
      'FREQ=DAILY;COUNT=2',
      'Australia/Lord_Howe',
    );
    expect(times(lordHowe, 'Australia/Lord_Howe')[1]).toBe('10-03 20:00 – 10-04 02:00');
  });

  it('B-2: all day from the eve of a day that has no midnight', () => {
    for (const [zone, eve, gapDay, next] of [
      ['Africa/Cairo', '2027-04-29', '2027-04-30', '2027-05-01'],
      ['America/Santiago', '2027-09-04', '2027-09-05', '2027-09-06'],
      ['America/Havana', '2027-03-13', '2027-03-14', '2027-03-15'],
      ['Asia/Beirut', '2027-03-27', '2027-03-28', '2027-03-29'],
    ] as const) {
      const first = local(`${eve}T00:00`, `${gapDay}T00:00`, zone);
      const daily = series(first, 'FREQ=DAILY;COUNT=3', zone);
      expect(daily.map(({ minutes }) => minutes / 60)).toEqual([24, 23, 24]);
      expect(shown(daily[2]!.start, zone)).toBe(`${next.slice(5)} 00:00`);
      const weekly = series(first, 'FREQ=WEEKLY;COUNT=3', zone);
      expect(weekly.map(({ minutes }) => minutes / 60)).toEqual([24, 24, 24]);
    }
  });

  it('B-2: all day from a day that has no midnight on: the others begin at midnight', () => {
    const cairo = series(
      local('2027-04-30T00:00', '2027-05-01T00:00', 'Africa/Cairo'),
      'FREQ=DAILY;COUNT=3',
      'Africa/Cairo',
    );
    expect(times(cairo, 'Africa/Cairo')).toEqual([
      ...['04-30 01:00 – 05-01 00:00', '05-01 00:00 – 05-02 00:00', '05-02 00:00 – 05-03 00:00'],
    ]);
    // Not all day: the first hour that the clocks show is what was asked for.
    const morning = series(
      local('2027-04-30T01:00', '2027-04-30T05:00', 'Africa/Cairo'),
      'FREQ=DAILY;COUNT=2',
      'Africa/Cairo',
    );
    expect(times(morning, 'Africa/Cairo')[1]).toBe('05-01 01:00 – 05-01 05:00');
  });

  it('B-2: all day over a midnight that comes twice', () => {
    const azores = series(
      local('2027-10-30T00:00', '2027-10-31T00:00', 'Atlantic/Azores'),
      'FREQ=DAILY;COUNT=3',
      'Atlantic/Azores',
    );
    expect(azores.map(({ minutes }) => minutes / 60)).toEqual([24, 25, 24]);
    const beirut = series(
      local('2027-10-29T00:00', '2027-10-30T00:00', 'Asia/Beirut'),
      'FREQ=DAILY;COUNT=3',
      'Asia/Beirut',
    );
    expect(beirut.map(({ minutes }) => minutes / 60)).toEqual([24, 25, 24]);
  });

  it('leaves out a day that the branch never had, and does not count it', () => {
    const samoa = series(
      local('2011-12-28T09:00', '2011-12-28T10:00', 'Pacific/Apia'),
      'FREQ=DAILY;COUNT=4',
      'Pacific/Apia',
    );
    expect(samoa.map(({ start }) => shown(start, 'Pacific/Apia'))).toEqual([
      ...['12-28 09:00', '12-29 09:00', '12-31 09:00', '01-01 09:00'],
    ]);
  });

  it('an UNTIL that is an instant is one, also in an hour that comes twice or never', () => {
    const count = (first: Period, until: string) => series(first, `FREQ=DAILY;UNTIL=${until}`, 'Europe/Berlin').length;
    const autumn = local('2027-10-30T02:30', '2027-10-30T02:45', 'Europe/Berlin');
    expect(['20271031T002959Z', '20271031T003000Z', '20271031T011000Z'].map((until) => count(autumn, until))).toEqual([
      1, 2, 2,
    ]);
    const spring = local('2027-03-27T02:30', '2027-03-27T02:45', 'Europe/Berlin');
    expect(['20270328T011500Z', '20270328T013000Z'].map((until) => count(spring, until))).toEqual([1, 2]);
  });
});

describe('B-1: new times of a series are the local times that each one gets', () => {
  it('B-1: also where the first of them had been moved before', () => {
    const daily = series(span('2027-06-07T10:00Z', '2027-06-07T11:00Z'), 'FREQ=DAILY;COUNT=4', 'UTC');
    daily[1] = span('2027-06-08T15:00Z', '2027-06-08T16:00Z');
    const to = { start: new Date('2027-06-08T10:00Z'), end: new Date('2027-06-08T11:00Z') };
    expect(moved(daily, 1, to, 'UTC')).toEqual([
      ...['06-08 10:00 – 06-08 11:00', '06-09 10:00 – 06-09 11:00', '06-10 10:00 – 06-10 11:00'],
    ]);
  });

  it('B-1: also for one of the others that had been moved before, or lasted longer', () => {
    const daily = series(span('2027-06-07T10:00Z', '2027-06-07T11:00Z'), 'FREQ=DAILY;COUNT=4', 'UTC');
    daily[2] = span('2027-06-09T22:00Z', '2027-06-10T04:00Z');
    const to = { start: new Date('2027-06-07T12:00Z'), end: new Date('2027-06-07T14:00Z') };
    expect(moved(daily, 0, to, 'UTC').slice(1)).toEqual([
      ...['06-08 12:00 – 06-08 14:00', '06-09 12:00 – 06-09 14:00', '06-10 12:00 – 06-10 14:00'],
    ]);
  });

  it('B-1: from a day without a midnight, of a series that is all day', () => {
    for (const [zone, eve, gapDay, later] of [
      ['Africa/Cairo', '2027-04-29', '2027-04-30', '05-01'],
      ['America/Santiago', '2027-09-04', '2027-09-05', '09-06'],
    ] as const) {
      const daily = series(local(`${eve}T00:00`, `${gapDay}T00:00`, zone), 'FREQ=DAILY;COUNT=3', zone);
      const to = { start: at(`${gapDay}T08:00`, zone), end: at(`${gapDay}T17:00`, zone) };
      expect(moved(daily, 1, to, zone)[1]).toBe(`${later} 08:00 – ${later} 17:00`);
      // And back to whole days, from that very day.
      const working = series(local(`${eve}T08:00`, `${eve}T17:00`, zone), 'FREQ=DAILY;COUNT=3', zone);
      const whole = { start: at(`${gapDay}T00:00`, zone), end: at(`2027-${later}T00:00`, zone) };
      expect(moved(working, 1, whole, zone)[1]).toMatch(new RegExp(`^${later} 00:00 – .* 00:00$`));
    }
  });

  it('B-1: also where one of them lay in a gap, or in an hour that comes twice', () => {
    const zone = 'Europe/Berlin';
    const spring = series(local('2027-03-27T02:30', '2027-03-27T03:30', zone), 'FREQ=DAILY;COUNT=3', zone);
    const five = { start: at('2027-03-28T05:00', zone), end: at('2027-03-28T06:00', zone) };
    expect(moved(spring, 1, five, zone)[1]).toBe('03-29 05:00 – 03-29 06:00');
    const back = { start: at('2027-03-27T02:15', zone), end: at('2027-03-27T02:45', zone) };
    expect(moved(spring, 0, back, zone)).toEqual([
      ...['03-27 02:15 – 03-27 02:45', '03-28 03:15 – 03-28 03:45', '03-29 02:15 – 03-29 02:45'],
    ]);
    const autumn = series(local('2027-10-31T01:00', '2027-10-31T01:30', zone), 'FREQ=DAILY;COUNT=2', zone);
    const twice = { start: new Date('2027-10-31T00:45Z'), end: new Date('2027-10-31T01:15Z') };
    expect(moved(autumn, 0, twice, zone)).toEqual(['10-31 02:45 – 10-31 02:15', '11-01 02:45 – 11-01 03:15']);
  });

  it('B-1: all are moved by the days that the first one is moved by', () => {
    const weekly = series(
      local('2027-03-22T09:00', '2027-03-22T10:00', 'Europe/Berlin'),
      'FREQ=WEEKLY;COUNT=3',
      'Europe/Berlin',
    );
    const to = { start: at('2027-03-24T14:00', 'Europe/Berlin'), end: at('2027-03-25T02:00', 'Europe/Berlin') };
    expect(moved(weekly, 0, to, 'Europe/Berlin')).toEqual([
      ...['03-24 14:00 – 03-25 02:00', '03-31 14:00 – 04-01 02:00', '04-07 14:00 – 04-08 02:00'],
    ]);
  });

  it('B-1: where only one of the times is new, each keeps its own other one', () => {
    const daily = series(span('2027-06-07T10:00Z', '2027-06-07T11:00Z'), 'FREQ=DAILY;COUNT=3', 'UTC');
    daily[1] = span('2027-06-08T09:00Z', '2027-06-08T11:30Z');
    expect(moved(daily, 0, { end: new Date('2027-06-07T12:00Z') }, 'UTC')).toEqual([
      ...['06-07 10:00 – 06-07 12:00', '06-08 09:00 – 06-08 12:00', '06-09 10:00 – 06-09 12:00'],
    ]);
    expect(moved(daily, 0, { start: new Date('2027-06-07T08:00Z') }, 'UTC')).toEqual([
      ...['06-07 08:00 – 06-07 11:00', '06-08 08:00 – 06-08 11:30', '06-09 08:00 – 06-09 11:00'],
    ]);
    daily[1] = span('2027-06-08T15:00Z', '2027-06-08T16:00Z');
    expect(() => moved(daily, 0, { end: new Date('2027-06-07T12:00Z') }, 'UTC')).toThrow();
  });

  it('B-1: they are moved in an order in which none needs the time of one that comes later', () => {
    const aDay = fc.integer({ min: 0, max: 40 });
    const line = fc.uniqueArray(aDay, { minLength: 4, maxLength: 20 }).map((all) => all.sort((one, two) => one - two));
    const periods = (line: number[], count: number) =>
      Array.from({ length: count }, (_, index) =>
        Period.of(new Date(line[2 * index]! * 3_600_000), new Date(line[2 * index + 1]! * 3_600_000)),
      );
    fc.assert(
      fc.property(line, line, (one, other) => {
        const count = Math.floor(Math.min(one.length, other.length) / 2);
        const [from, to] = [periods(one, count), periods(other, count)];
        const now = [...from];
        const order = orderOfMoves(from, to);
        expect([...order].sort((one, two) => one - two)).toEqual([...from.keys()]);
        for (const index of order) {
          now[index] = to[index]!;
          expect(now.some((each, at) => at !== index && each.overlaps(to[index]!))).toBe(false);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
