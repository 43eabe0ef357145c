import { day, dayAndTime, longTime, moment, period, shortMoment } from './shown-time.js';

describe('times, as people of the branch read them', () => {
  it('name the zone', () => {
    expect(moment('2026-11-24T08:00:00Z', 'Europe/Berlin')('en-GB')).toBe(
      'Tuesday, 24 November 2026, 09:00 (Europe/Berlin)',
    );
    expect(shortMoment('2026-11-24T08:00:00Z', 'Pacific/Auckland')('en-GB')).toBe('Tue 24 Nov, 21:00');
  });

  it('name a day once', () => {
    expect(period('2026-11-24T08:00:00Z', '2026-11-24T10:30:00Z', 'Europe/Berlin')('en-GB')).toBe(
      'Tuesday, 24 November 2026, 09:00–11:30 (Europe/Berlin)',
    );
  });

  it('name both days where there are two', () => {
    const [start, end] = [new Date('2026-11-24T20:00:00Z'), new Date('2026-11-25T05:00:00Z')];
    expect(period(start, end, 'UTC')('en-GB')).toBe(
      'Tuesday, 24 November 2026, 20:00 – Wednesday, 25 November 2026, 05:00 (UTC)',
    );
  });

  it('tell the hour that comes twice apart when the clocks go back', () => {
    expect(period('2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', 'Europe/Berlin')('en-GB')).toBe(
      'Sunday, 25 October 2026, 02:30 UTC+2–02:30 UTC+1 (Europe/Berlin)',
    );
  });

  it('BK-5: tell the day before apart, also where its midnight comes twice', () => {
    expect(period('2027-10-30T22:00:00Z', '2027-10-31T00:30:00Z', 'Atlantic/Azores')('en-GB')).toBe(
      'Saturday, 30 October 2027, 22:00 UTC+0 – Sunday, 31 October 2027, 00:30 UTC+0 (Atlantic/Azores)',
    );
  });

  it('say which of two it is where the clocks show a time twice', () => {
    expect(period('2027-10-31T01:15:00Z', '2027-10-31T01:45:00Z', 'Europe/Berlin')('en-GB')).toBe(
      'Sunday, 31 October 2027, 02:15 UTC+1–02:45 UTC+1 (Europe/Berlin)',
    );
    expect(shortMoment('2027-10-31T00:15:00Z', 'Europe/Berlin')('en-GB')).toBe('Sun 31 Oct, 02:15 UTC+2');
    expect(moment('2027-10-31T02:00:00Z', 'Europe/Berlin')('en-GB')).toBe(
      'Sunday, 31 October 2027, 03:00 (Europe/Berlin)',
    );
    expect(dayAndTime('2027-10-31T00:30:00Z', 'Atlantic/Azores')('en-GB')).toBe('31 October 2027, 00:30 UTC+0');
    expect(shortMoment('2027-04-03T14:45:00Z', 'Australia/Lord_Howe')('en-GB')).toBe('Sun 4 Apr, 01:45 UTC+11');
  });

  it('fit a list', () => {
    expect(dayAndTime(new Date('2026-11-24T08:00:00Z'), 'Europe/Berlin')('en-GB')).toBe('24 November 2026, 09:00');
    expect(day('2026-11-24T20:00:00Z', 'Pacific/Auckland')('en-GB')).toBe('25 November 2026');
    expect(longTime('2026-11-24T20:00:00Z', 'UTC')('en-GB')).toBe('Tuesday, 24 November 2026, 20:00');
  });

  describe('in the locale of the reader', () => {
    const [start, end] = ['2026-11-24T08:00:00Z', '2026-11-24T13:30:00Z'];
    const clocksGoBack = ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'] as const;

    it.each([
      ['en-NZ', 'Tuesday, 24 November 2026, 9:00 am – 2:30 pm (Europe/Berlin)', 'Tue, 24 Nov, 9:00 am'],
      ['en-US', 'Tuesday, November 24, 2026, 9:00 AM – 2:30 PM (Europe/Berlin)', 'Tue, Nov 24, 9:00 AM'],
      ['de-DE', 'Dienstag, 24. November 2026, 09:00–14:30 Uhr (Europe/Berlin)', 'Di., 24. Nov., 09:00'],
      ['en-DE', 'Tuesday, 24 November 2026, 09:00–14:30 (Europe/Berlin)', 'Tue, 24 Nov, 09:00'],
    ])('%s decides about the order, the words and the clock', (locale, whole, short) => {
      expect(period(start, end, 'Europe/Berlin')(locale)).toBe(whole);
      expect(shortMoment(start, 'Europe/Berlin')(locale)).toBe(short);
    });

    it('has the clock of 24 hours or of 12 that an extension asks for', () => {
      expect(shortMoment(end, 'UTC')('en-NZ-u-hc-h23')).toBe('Tue, 24 Nov, 13:30');
      expect(dayAndTime(end, 'UTC')('de-DE-u-hc-h12')).toBe('24. November 2026, 1:30 PM');
    });

    it('tells the hour that comes twice apart, whichever clock it is', () => {
      expect(period(...clocksGoBack, 'Europe/Berlin')('en-US')).toBe(
        'Sunday, October 25, 2026, 2:30 AM UTC+2–2:30 AM UTC+1 (Europe/Berlin)',
      );
    });
  });
});
