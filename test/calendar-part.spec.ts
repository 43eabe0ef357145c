import { readCalendar } from './support/strict-calendar.js';
import type { CalendarMessage } from '../src/notifications/domain/mail.js';
import { calendarPart } from '../src/notifications/email/calendar-part.js';

const entry = (more: Partial<CalendarMessage> = {}): CalendarMessage => ({
  ...{ method: 'REQUEST', uid: 'one@motorpool', sequence: 3, tentative: false },
  ...{ stamp: '2026-11-01T08:00:00.000Z', start: '2026-11-24T08:00:00.000Z', end: '2026-11-24T09:00:00.000Z' },
  ...{ summary: 'Van; the “blue, one”', location: 'Harbour', description: 'To the coast\nReason: Business' },
  ...more,
});
const organizer = { name: 'Fleet', address: 'fleet@example.org' };
const reader = { name: 'Ann', address: 'ann@example.org' };
const read = (entries: CalendarMessage | CalendarMessage[]) => {
  const part = calendarPart(entries, organizer, reader);
  const { properties, events } = readCalendar(Buffer.from(part.content));
  const valuesOf = (name: string) => properties.filter((each) => each.name === name).map(({ value }) => value);
  return { method: part.method, events, valuesOf };
};

describe('NO-6: the calendar part of a mail', () => {
  it('about one booking asks for the entry, or cancels it, in its reader’s name', () => {
    for (const method of ['REQUEST', 'CANCEL'] as const) {
      for (const given of [entry({ method }), [entry({ method })]]) {
        const { events, valuesOf, method: said } = read(given);
        expect([said, valuesOf('METHOD'), valuesOf('ATTENDEE').length]).toEqual([method, [method], 1]);
        expect(events).toMatchObject([{ uid: 'one@motorpool', sequence: 3 }]);
      }
    }
  });

  it('about several has one object that publishes each: RFC 5546 has one UID in a request, and no attendee here', () => {
    const cancelled = entry({ uid: 'two@motorpool', sequence: 9, method: 'CANCEL' });
    const { method, events, valuesOf } = read([entry(), cancelled, entry({ uid: 'three@motorpool', tentative: true })]);
    expect([method, valuesOf('METHOD'), valuesOf('ATTENDEE'), valuesOf('ORGANIZER').length]).toEqual([
      'PUBLISH',
      ['PUBLISH'],
      [],
      3,
    ]);
    expect(events.map(({ uid, sequence, status }) => [uid, sequence, status])).toEqual([
      ['one@motorpool', 3, 'CONFIRMED'],
      ['two@motorpool', 9, 'CANCELLED'],
      ['three@motorpool', 3, 'TENTATIVE'],
    ]);
  });
});
