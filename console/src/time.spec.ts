import { jest } from '@jest/globals';
import { display } from './display';
import { writeAs } from './locale';
import {
  dateOf,
  dayOf,
  hoursInDay,
  hoursOfDay,
  instantOf,
  parseTime,
  partsOf,
  rangeOf,
  showTime,
  timeOf,
  zoneName,
} from './time';

const AUCKLAND = 'Pacific/Auckland';

describe('time', () => {
  it.each([
    ['930', '09:30'],
    ['9.30', '09:30'],
    ['9:30 pm', '21:30'],
    ['12 am', '00:00'],
    ['12pm', '12:00'],
    ['21', '21:00'],
    ['2115', '21:15'],
    ['0', '00:00'],
  ])('understands %p', (typed, time) => expect(parseTime(typed)).toBe(time));

  it.each(['', '24', '9:60', '13 pm', 'noon', '9:5', '12345'])('does not take %p for a time', (typed) =>
    expect(parseTime(typed)).toBeNull(),
  );

  it('knows days of 23 and 25 hours', () => {
    expect(['2026-09-27', '2026-04-05', '2026-06-01'].map((date) => hoursInDay(date, AUCKLAND))).toEqual([23, 25, 24]);
  });

  it('reads what it writes, in the zone of the branch', () => {
    const at = instantOf('2026-11-30', '09:30', AUCKLAND);
    expect(at).toBe('2026-11-29T20:30:00Z');
    expect(partsOf(at, AUCKLAND)).toEqual({ date: '2026-11-30', time: '09:30' });
  });

  it('tells a range once, and both days where there are two', () => {
    writeAs('en-GB');
    const [year] = partsOf(new Date().toISOString(), AUCKLAND).date.split('-');
    const at = (time: string) => `${year}-06-15T${time}:00Z`;
    expect(rangeOf(at('01:00'), at('03:30'), AUCKLAND)).toMatch(/^\w{3} 15 Jun, 13:00–15:30$/);
    expect(rangeOf(at('01:00'), at('13:00'), AUCKLAND)).toMatch(/^\w{3} 15 Jun, 13:00 – \w{3} 16 Jun, 01:00$/);
  });

  it('heads a day with its hours, and says on a clock of 12 hours which half of the day begins', () => {
    const labels = () =>
      hoursOfDay('2026-06-15T00:00:00Z', '2026-06-16T00:00:00Z', 'UTC').map(({ label }) => label.replace(/\s/g, ' '));
    writeAs('en-GB');
    expect(labels().slice(0, 2)).toEqual(['00', '01']);
    writeAs('en-US');
    expect(labels().filter((_, hour) => hour % 6 === 0)).toEqual(['AM', '6', 'PM', '6']);
  });

  it('tells the year where it is not this one, by the clocks of the zone', () => {
    writeAs('en-GB');
    jest.useFakeTimers({ now: new Date('2026-12-31T23:30:00Z') });
    const at = '2026-12-31T12:00:00Z';
    expect([dayOf(at, 'UTC'), dayOf(at, AUCKLAND)]).toEqual(['Thu 31 Dec', 'Fri 1 Jan']);
    jest.setSystemTime(new Date('2026-12-31T10:30:00Z'));
    expect([dayOf(at, 'UTC'), dayOf(at, AUCKLAND)]).toEqual(['Thu 31 Dec', 'Fri 1 Jan 2027']);
    jest.useRealTimers();
  });

  it('names the zone as people do', () => {
    expect(zoneName(AUCKLAND, '2026-06-01T00:00:00Z')).toBe('New Zealand Standard Time');
  });

  describe.each([
    ['en-NZ', 'Mon 15 Jun 2020', '15 Jun 2020', '2:05 pm', '14:05'],
    ['en-US', 'Mon Jun 15, 2020', 'Jun 15, 2020', '2:05 PM', '14:05'],
    ['de-DE', 'Mo. 15. Juni 2020', '15. Juni 2020', '14:05', '14:05'],
    ['ko-KR', '2020년 6월 15일 (월)', '2020년 6월 15일', '14:05', '14:05'],
  ])('in %s', (locale, day, date, clock, clockOf24) => {
    const at = '2020-06-15T14:05:00Z';
    const plain = (text: string) => text.replace(/\s/g, ' ');
    beforeEach(() => writeAs(locale));
    afterEach(() => {
      display.set({ ...display.get(), clock: 'locale' });
      writeAs('en-NZ');
    });

    it('days are written as people there write them', () => {
      expect(plain(dateOf(at, 'UTC'))).toBe(date);
      expect(plain(dayOf(at, 'UTC'))).toBe(day);
    });

    it('a field shows what can be typed into it', () => {
      expect(plain(showTime('14:05'))).toBe(clock);
      expect(parseTime(showTime('14:05'))).toBe('14:05');
    });

    it('the clock that a person chose goes before', () => {
      display.set({ ...display.get(), clock: '24' });
      expect(timeOf(at, 'UTC')).toBe(clockOf24);
    });
  });
});
