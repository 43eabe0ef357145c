import { type TestApp, startApp } from './support/app.js';
import { decide } from './support/approvals.js';
import { eventually } from './support/eventually.js';
import { Given, type GivenUser } from './support/given.js';
import type { SunkMail } from './support/mail-sink.js';
import { GivenSeries } from './support/series.js';
import { settled } from './support/stored.js';
import { type CalendarEvent, readCalendar } from './support/strict-calendar.js';

const CALENDAR = /^Content-Type: text\/calendar; charset=utf-8; method=(\w+)[^]*?base64\r\n\r\n([^]*?)\r\n--/im;

/** The calendar part of a mail, read strictly; undefined where it has none. */
function calendarOf({ raw }: SunkMail): { method: string; events: CalendarEvent[]; attendees: number } | undefined {
  const [, method, encoded] = CALENDAR.exec(raw) ?? [];
  if (!encoded) return undefined;
  const { properties, events } = readCalendar(Buffer.from(encoded, 'base64'));
  expect(properties.filter(({ name }) => name === 'METHOD').map(({ value }) => value)).toEqual([method]);
  return { method: method!, events, attendees: properties.filter(({ name }) => name === 'ATTENDEE').length };
}

describe('what is told of a series (AP-12)', () => {
  let app: TestApp;
  let given: Given;
  let series: GivenSeries;
  let branchId: string;
  let booker: GivenUser;
  let office: GivenUser;
  let passenger: GivenUser;
  let approver: GivenUser;
  let second: GivenUser;
  let free: string;
  let asked: string;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    series = new GivenSeries(app, given);
    branchId = await given.branch();
    booker = await given.user(branchId, ['booker']);
    office = await given.user(branchId, ['booker', 'on_behalf_booker']);
    passenger = await given.user(branchId, ['booker']);
    approver = await given.user(branchId, ['booking_approver']);
    second = await given.user(branchId, ['booking_approver']);
    free = await given.vehicle(branchId, { name: 'Van' });
    asked = await given.vehicle(branchId, { name: 'Bus', approvalFlowId: await given.flow() });
  });
  afterAll(() => app?.stop());

  const all = () => [booker, office, passenger, approver, second];
  /** The mails that an act causes, by whom they go to. */
  async function told(act: () => Promise<unknown>): Promise<Record<string, SunkMail[]>> {
    await settled(app);
    const before = app.mail.mails.length;
    await act();
    await settled(app);
    const mails = app.mail.mails.slice(before);
    const names = ['booker', 'office', 'passenger', 'approver', 'second'];
    const to = (at: number) => mails.filter(({ recipients }) => recipients.includes(all()[at]!.email.toLowerCase()));
    return Object.fromEntries(names.map((name, at) => [name, to(at)]).filter(([, mine]) => mine!.length > 0));
  }
  const subjects = (mails: Record<string, SunkMail[]>) =>
    Object.fromEntries(
      Object.entries(mails).map(([who, mine]) => [who, mine.map(({ subject }) => subject.split(':')[0])]),
    );
  const uids = (ids: string[]) => ids.map((id) => `${id}@motorpool`);
  const occurrences = (made: { occurrences: { bookingId: string }[] }) =>
    made.occurrences.map(({ bookingId }) => bookingId);

  it('AP-12, BK-16: made, changed and cancelled, it is one mail a person, and the same calendar entries each time', async () => {
    const body = await series.wish(free, 4, { bookerId: booker.id, passengerIds: [passenger.id] });
    let ids: string[] = [];
    let id = '';
    const made = await told(async () => {
      const answer = await office.client.expect(201, 'POST', '/booking-series', body);
      [id, ids] = [answer.id, occurrences(answer)];
    });
    expect(subjects(made)).toEqual({ booker: ['Bookings confirmed'] });
    const first = calendarOf(made.booker![0]!)!;
    expect([first.method, first.attendees]).toEqual(['PUBLISH', 0]);
    expect(first.events.map(({ uid }) => uid)).toEqual(uids(ids));
    expect(first.events.map(({ status, sequence }) => [status, sequence])).toEqual(Array(4).fill(['CONFIRMED', 1]));
    expect(made.booker![0]!.text.match(/^- .*Europe\/Berlin/gm)).toHaveLength(4);

    const later = (text: string) => new Date(Date.parse(text) + 3_600_000).toISOString();
    const change = { start: later(body.start), end: later(body.end) };
    const changed = await told(() => office.client.expect(200, 'PATCH', `/booking-series/${id}`, change));
    const one = { booker: ['Bookings changed'], office: ['Bookings changed'], passenger: ['Bookings changed'] };
    expect(subjects(changed)).toEqual(one);
    for (const who of ['booker', 'passenger']) {
      const { method, events } = calendarOf(changed[who]![0]!)!;
      expect([method, events.map(({ uid }) => uid)]).toEqual(['PUBLISH', uids(ids)]);
      expect(events.every(({ sequence }) => sequence === 2)).toBe(true);
      expect(events[0]!.start).toEqual(new Date(change.start));
    }
    expect(calendarOf(changed.office![0]!)).toBeUndefined();

    // One alone is told of as any booking, in words that update the same entry.
    const alone = await told(() => booker.client.expect(200, 'POST', `/bookings/${ids[3]}/cancellation`, {}));
    const { method, events } = calendarOf(alone.booker![0]!)!;
    expect([method, events.map(({ uid, sequence }) => [uid, sequence])]).toEqual(['CANCEL', [[uids(ids)[3], 3]]]);

    const gone = await told(() =>
      office.client.expect(200, 'POST', `/booking-series/${id}/cancellation`, { reason: 'Snow.' }),
    );
    expect(subjects(gone)).toEqual({ booker: ['Bookings cancelled'], passenger: ['Bookings cancelled'] });
    const last = calendarOf(gone.passenger![0]!)!;
    expect([last.method, last.events.map(({ uid }) => uid)]).toEqual(['PUBLISH', uids(ids.slice(0, 3))]);
    expect(last.events.map(({ status, sequence }) => [status, sequence])).toEqual(Array(3).fill(['CANCELLED', 3]));
    expect(gone.booker![0]!.text).toContain('Snow.');
  });

  it('AP-2, AP-8, AP-12: each approver is asked once, and the booker told once what was decided', async () => {
    let ids: string[] = [];
    const wanted = await told(async () => {
      ids = (await series.by(booker, asked, 4)).bookingIds;
    });
    expect(subjects(wanted)).toEqual({ approver: ['Approval needed'], second: ['Approval needed'] });
    expect(wanted.approver![0]!.subject).toContain('and 3 more');
    expect(wanted.approver![0]!.text.match(/^- .*Europe\/Berlin/gm)).toHaveLength(4);
    expect(wanted.approver![0]!.tokens).toHaveLength(1);
    const { items } = await approver.client.expect(200, 'GET', `/approvals?vehicleId=${asked}`);
    const some = { declinedBookingIds: [ids[1]], note: 'Kept for the audit.' };
    const decided = await told(() => decide(approver, items[0].id, 'approve', some));
    expect(subjects(decided)).toEqual({ booker: ['Bookings decided'] });
    const mail = decided.booker![0]!;
    expect(mail.subject).toContain('3 confirmed, 1 declined');
    expect(mail.text).toContain('Kept for the audit.');
    // What was declined was never an entry.
    expect(calendarOf(mail)!.events.map(({ uid, status }) => [uid, status])).toEqual(
      uids(ids.filter((_, at) => at !== 1)).map((uid) => [uid, 'CONFIRMED']),
    );
  });

  it('AP-8: one that is declined alone is told of as any booking', async () => {
    const made = await series.by(booker, asked, 2);
    const alone = await told(() =>
      decide(approver, made.requestId, 'decline', { declinedBookingIds: [made.bookingIds[0]] }),
    );
    expect(subjects(alone)).toEqual({ booker: ['Booking declined'] });
  });

  it('BK-10: sent back to approval by a change, it says so once, and what is declined then leaves the calendar', async () => {
    const made = await series.by(booker, asked, 3);
    await decide(approver, made.requestId);
    const changed = await told(() =>
      booker.client.expect(200, 'PATCH', `/booking-series/${made.seriesId}`, {
        end: new Date(Date.parse(made.starts[0]!) + 7_200_000).toISOString(),
      }),
    );
    expect(subjects(changed)).toMatchObject({ booker: ['Bookings changed'], approver: ['Approval needed'] });
    expect(changed.booker![0]!.text).toContain('3 bookings now need approval.');
    expect(calendarOf(changed.booker![0]!)!.events.map(({ status }) => status)).toEqual(Array(3).fill('TENTATIVE'));
    const { id } = (await series.requestsOf(made.seriesId)).at(-1)!;
    const declined = await told(() => decide(approver, id, 'decline'));
    expect(calendarOf(declined.booker![0]!)!.events.map(({ status }) => status)).toEqual(Array(3).fill('CANCELLED'));
  });

  it('BK-10: where a change makes approval needless, the booker is told that it is confirmed, once', async () => {
    const flow = await given.flow({ personalUse: true });
    const vehicle = await given.vehicle(branchId, { approvalFlowId: flow });
    const made = await series.by(booker, vehicle, 2, { reasonId: await given.reason('personal') });
    const reasonId = await given.reason();
    const path = `/booking-series/${made.seriesId}`;
    const mails = await told(() => booker.client.expect(200, 'PATCH', path, { reasonId }));
    expect(subjects(mails)).toEqual({ booker: ['Bookings changed'] });
    expect(mails.booker![0]!.text).toContain('2 bookings are now confirmed.');
    expect(calendarOf(mails.booker![0]!)!.events.map(({ status }) => status)).toEqual(Array(2).fill('CONFIRMED'));
  });

  it('AP-3: that nobody could approve is told once', async () => {
    const empty = await given.branch();
    const [own, admin] = [await given.user(empty, ['booker']), await given.user(empty, ['branch_admin'])];
    const vehicle = await given.vehicle(empty, { approvalFlowId: await given.flow() });
    await own.client.expect(201, 'POST', '/booking-series', await series.wish(vehicle, 3));
    await settled(app);
    const warnings = app.mail.to(admin.email, /without approval/);
    expect(warnings.map(({ text }) => text.match(/^- /gm)?.length)).toEqual([3]);
    const mine = app.mail.to(own.email, /confirmed/);
    expect(mine.map(({ text }) => /the branch has no approver/.test(text))).toEqual([true]);
  });

  it('AP-5: several that lapse at once are told of at once, to booker and approvers', async () => {
    const { LapseRequests } = await import('../src/approvals/use-cases/lapse-requests.js');
    const noAnswer = { afterHours: 1, then: 'lapse' };
    const vehicle = await given.vehicle(branchId, { approvalFlowId: await given.flow({ always: true }, { noAnswer }) });
    await series.by(booker, vehicle, 3);
    const at = new Date(Date.now() + 3_700_000);
    const lapsed = await told(() => app.nest.get(LapseRequests, { strict: false }).run(at));
    const once = ['Bookings lapsed'];
    expect(subjects(lapsed)).toEqual({ booker: once, approver: once, second: once });
  });

  it('NO-9: webhooks are told of every booking', async () => {
    const made = await series.by(booker, asked, 3);
    await decide(approver, made.requestId, 'approve', { declinedBookingIds: [made.bookingIds[2]] });
    await eventually('all is told', async () => {
      const { rows } = await app.db.query<{ type: string; ids: string[] }>(
        `SELECT type, array_agg(payload ->> 'bookingId' ORDER BY payload ->> 'start') AS ids FROM platform.outbox
          WHERE payload ->> 'bookingId' = ANY ($1) AND type LIKE 'bookings.%' GROUP BY type ORDER BY type`,
        [made.bookingIds],
      );
      expect(rows.map(({ type, ids }) => [type, ids])).toEqual([
        ['bookings.booking-confirmed', made.bookingIds.slice(0, 2)],
        ['bookings.booking-declined', made.bookingIds.slice(2)],
        ['bookings.booking-requested', made.bookingIds],
      ]);
      return true;
    });
  });

  it('a mail lists as many as one reads, and its calendar has all', async () => {
    const mails = await told(async () =>
      booker.client.expect(201, 'POST', '/booking-series', await series.wish(free, 60)),
    );
    const [mail] = mails.booker!;
    expect([mail!.text.match(/^- .*Europe\/Berlin/gm)?.length, /^- and 10 more$/m.test(mail!.text)]).toEqual([
      50,
      true,
    ]);
    expect(calendarOf(mail!)!.events).toHaveLength(60);
  });
});
