import { moment, oneLine, period, plain, shortMoment } from './wording.js';

describe('times, as people of the branch read them', () => {
  it('name the zone', () => {
    expect(moment('2026-11-24T08:00:00Z', 'Europe/Berlin')).toBe('Tuesday 24 November 2026, 09:00 (Europe/Berlin)');
    expect(shortMoment('2026-11-24T08:00:00Z', 'Pacific/Auckland')).toBe('Tue 24 Nov, 21:00');
  });

  it('name a day once', () => {
    expect(period('2026-11-24T08:00:00Z', '2026-11-24T10:30:00Z', 'Europe/Berlin')).toBe(
      'Tuesday 24 November 2026, 09:00–11:30 (Europe/Berlin)',
    );
  });

  it('name both days where there are two', () => {
    const [start, end] = [new Date('2026-11-24T20:00:00Z'), new Date('2026-11-25T05:00:00Z')];
    expect(period(start, end, 'UTC')).toBe('Tuesday 24 November 2026, 20:00 – Wednesday 25 November 2026, 05:00 (UTC)');
  });

  it('tell the hour that comes twice apart when the clocks go back', () => {
    expect(period('2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', 'Europe/Berlin')).toBe(
      'Sunday 25 October 2026, 02:30 UTC+2–02:30 UTC+1 (Europe/Berlin)',
    );
  });
});

describe('the text of people', () => {
  it('has line breaks of one kind and nothing invisible', () => {
    expect(plain('a\r\nb\rc\u2028d\0\u0007\u001b[31m\ud800')).toBe('a\nb\nc\nd[31m\ufffd');
  });

  it('keeps Hebrew and Arabic, and loses marks that would turn the rest around', () => {
    expect(plain('שלום ‮evil‬ مرحبا')).toBe('שלום evil مرحبا');
  });

  it('is one line in a header, whatever it holds', () => {
    expect(oneLine('Van\r\nBcc: c@evil.example\u2029 7')).toBe('Van Bcc: c@evil.example 7');
  });

  it('is cut between letters, not within one', () => {
    expect(oneLine('🚗'.repeat(300))).toBe(`${'🚗'.repeat(179)}…`);
  });
});
