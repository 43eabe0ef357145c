import { randomUUID } from 'node:crypto';
import { RemindOfBookings } from '../src/notifications/use-cases/remind-of-bookings.js';
import { type TestApp, startApp } from './support/app.js';
import { eventually } from './support/eventually.js';
import { Given, type GivenUser } from './support/given.js';
import type { SunkMail } from './support/mail-sink.js';
import { settled } from './support/stored.js';

/** What an iCalendar part says, unfolded, by property. */
function entryOf(mail: SunkMail): Record<string, string> {
  const [, encoded] = /^Content-Type: text\/calendar[^]*?base64\r\n\r\n([^]*?)\r\n--/m.exec(mail.raw)!;
  const text = Buffer.from(encoded!, 'base64').toString();
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  const lines = text.replaceAll('\r\n ', '').split('\r\n');
  return Object.fromEntries(
    lines.filter(Boolean).map((line) => [/^[A-Z-]+/.exec(line)![0], line.replace(/^[^:]*:/, '')]),
  );
}

const unsubscribeOf = ({ mail }: SunkMail) =>
  mail.headers.find(({ key }) => key === 'list-unsubscribe')?.value.replace(/^<|>$/g, '');

describe('what mails carry, and who wants which', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let booker: GivenUser;
  let vehicleId: string;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
    booker = await given.user(branchId, ['booker']);
    vehicleId = await given.vehicle(branchId);
  });
  afterAll(() => app?.stop());

  const mailsOf = (template: string) =>
    app.db
      .query<{ user: string; state: string }>(
        'SELECT user_id AS user, state FROM notifications.mails WHERE template = $1',
        [template],
      )
      .then(({ rows }) => rows);

  it('NO-6: confirmation, change and cancellation are one calendar entry, each newer than the last', async () => {
    const wish = await given.wish(vehicleId, 3);
    const { id } = await booker.client.expect(201, 'POST', '/bookings', wish);
    const confirmed = entryOf(await app.mail.waitFor(booker.email, /confirmed/));
    expect(confirmed).toMatchObject({ METHOD: 'REQUEST', UID: `${id}@motorpool`, STATUS: 'CONFIRMED' });
    expect(confirmed.DTSTART).toBe(wish.start.replace(/[-:]|\.\d+/g, ''));
    const end = new Date(Date.parse(wish.end) + 3_600_000).toISOString();
    await booker.client.expect(200, 'PATCH', `/bookings/${id}`, { end });
    const changed = entryOf(await app.mail.waitFor(booker.email, /changed/));
    expect(changed).toMatchObject({ METHOD: 'REQUEST', UID: confirmed.UID, DTEND: end.replace(/[-:]|\.\d+/g, '') });
    await booker.client.expect(200, 'POST', `/bookings/${id}/cancellation`, {});
    const cancelled = entryOf(await app.mail.waitFor(booker.email, /cancelled/));
    expect(cancelled).toMatchObject({ METHOD: 'CANCEL', UID: confirmed.UID, STATUS: 'CANCELLED' });
    const sequences = [confirmed, changed, cancelled].map(({ SEQUENCE }) => Number(SEQUENCE));
    expect(sequences).toEqual([...new Set(sequences)].sort((one, other) => one - other));
  });

  it('NO-7: optional mails are switched off and on again; those of security and decisions stay', async () => {
    const person = await given.user(branchId, ['booker']);
    const all = await person.client.expect(200, 'GET', '/me/notification-preferences');
    expect(Object.values(all)).not.toContain(false);
    const refused = await person.client.patch('/me/notification-preferences', { seats: false, decisions: false });
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toEqual([
      { field: 'decisions', code: 'cannot_be_switched_off', message: expect.any(String) },
    ]);
    expect(await person.client.expect(200, 'GET', '/me/notification-preferences')).toEqual(all);
    const off = await person.client.expect(200, 'PATCH', '/me/notification-preferences', {
      bookingConfirmations: false,
    });
    expect(off).toEqual({ ...all, bookingConfirmations: false });
    const wish = await given.wish(await given.vehicle(branchId), 4);
    const { id } = await person.client.expect(201, 'POST', '/bookings', wish);
    await person.client.expect(200, 'POST', `/bookings/${id}/cancellation`, {});
    await app.mail.waitFor(person.email, /cancelled/);
    expect(app.mail.to(person.email, /confirmed/)).toEqual([]);
  });

  it('NO-7: a mail’s own link switches its kind off: GET asks, POST does it, for nobody else and nothing else', async () => {
    const person = await given.user(branchId, ['booker']);
    const book = async () =>
      person.client.expect(201, 'POST', '/bookings', await given.wish(await given.vehicle(branchId), 5));
    await book();
    const mail = await app.mail.waitFor(person.email, /confirmed/);
    const invitation = app.mail.to(person.email, /invited/)[0]!;
    expect(unsubscribeOf(invitation)).toBeUndefined();
    expect(mail.mail.headers.find(({ key }) => key === 'list-unsubscribe-post')?.value).toBe(
      'List-Unsubscribe=One-Click',
    );
    const link = unsubscribeOf(mail)!;
    expect(link).toMatch(new RegExp(`^${app.config.publicUrl}/unsubscribe\\?token=`));
    expect((await fetch(link)).status).toBe(200);
    const wanted = () => person.client.expect(200, 'GET', '/me/notification-preferences');
    expect((await wanted()).bookingConfirmations).toBe(true);
    const forged = `${link.slice(0, -4)}AAAA`;
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    expect((await fetch(forged, { method: 'POST', body })).status).toBe(410);
    expect((await wanted()).bookingConfirmations).toBe(true);
    const clicked = await fetch(link, { method: 'POST', body });
    expect([clicked.status, clicked.headers.get('set-cookie')]).toEqual([200, null]);
    expect(await wanted()).toMatchObject({ bookingConfirmations: false, bookingChanges: true });
  });

  describe('NO-8: reminders', () => {
    const remind = () => app.nest.get(RemindOfBookings, { strict: false });
    /** Made long ago, it begins within the lead time. */
    const ahead = async (hours = 5) => {
      const wish = await given.wish(await given.vehicle(branchId), hours / 24);
      const { id } = await booker.client.expect(201, 'POST', '/bookings', wish);
      await app.db.query(`UPDATE bookings.bookings SET created_at = now() - interval '9 days' WHERE id = $1`, [id]);
      return id as string;
    };
    const remindersOf = async (id: string) =>
      (await app.db.query('SELECT event_id AS event FROM notifications.reminders WHERE booking_id = $1', [id])).rows;

    it('come once, whoever looks how often at the same moment', async () => {
      const ids = await Promise.all([ahead(), ahead(), ahead()]);
      await Promise.all(Array.from({ length: 8 }, () => remind().run()));
      for (const id of ids) expect(await remindersOf(id)).toHaveLength(1);
      const count = async () => (await mailsOf('booking-reminder')).length;
      expect(await count()).toBe(3);
      const mail = await app.mail.waitFor(booker.email, /coming up/i);
      expect(entryOf(mail)).toMatchObject({ METHOD: 'REQUEST' });
      expect(unsubscribeOf(mail)).toBeDefined();
    });

    it('follow a booking that is moved, and vanish with one that is cancelled', async () => {
      const moved = await ahead(6);
      await remind().run();
      await app.db.query(
        `UPDATE bookings.bookings SET period = tstzrange(lower(period) + interval '2 hours', upper(period) + interval '2 hours')
          WHERE id = $1`,
        [moved],
      );
      await remind().run();
      expect(await remindersOf(moved)).toHaveLength(2);
      await app.db.query(
        `UPDATE bookings.bookings SET period = tstzrange(lower(period) + interval '9 days', upper(period) + interval '9 days')
          WHERE id = $1`,
        [moved],
      );
      const cancelled = await given.wish(await given.vehicle(branchId), 2);
      const { id } = await booker.client.expect(201, 'POST', '/bookings', cancelled);
      await booker.client.expect(200, 'POST', `/bookings/${id}/cancellation`, {});
      await app.db.query(
        `UPDATE bookings.bookings SET created_at = now() - interval '9 days',
                period = tstzrange(now() + interval '3 hours', now() + interval '4 hours') WHERE id = $1`,
        [id],
      );
      await remind().run();
      expect([await remindersOf(moved), await remindersOf(id)].map((all) => all.length)).toEqual([2, 0]);
    });

    it('do not come for what was booked within the lead time: its confirmation has just come', async () => {
      const wish = await given.wish(await given.vehicle(branchId), 7 / 24);
      const { id } = await booker.client.expect(201, 'POST', '/bookings', wish);
      await remind().run();
      expect(await remindersOf(id)).toEqual([]);
    });
  });

  it('NO-3: who looks after mail sees what failed in their branches, and sends it again', async () => {
    const elsewhere = await given.user(await given.branch(), ['branch_admin']);
    const admin = await given.user(branchId, ['branch_admin']);
    const { rows } = await app.db.query<{ id: string }>(
      `UPDATE notifications.mails SET state = 'failed', sent_at = NULL, last_error = '550 no', queued_at = now() - interval '9 days'
        WHERE id = (SELECT id FROM notifications.mails WHERE user_id = $1 AND template = 'booking-confirmed' LIMIT 1)
        RETURNING id`,
      [booker.id],
    );
    const id = rows[0]!.id;
    const query = `/mails?state=failed&template=booking-confirmed&userId=${booker.id}&from=2020-01-01T00:00:00Z`;
    const { items } = await admin.client.expect(200, 'GET', query);
    expect(items).toMatchObject([{ id, state: 'failed', lastError: '550 no', userId: booker.id }]);
    expect((await elsewhere.client.expect(200, 'GET', query)).items).toEqual([]);
    expect((await elsewhere.client.post(`/mails/${id}/resending`)).status).toBe(404);
    expect((await booker.client.post(`/mails/${id}/resending`)).status).toBe(403);
    const before = app.mail.to(booker.email, /confirmed/).length;
    await admin.client.expect(200, 'POST', `/mails/${id}/resending`);
    await eventually(
      'it comes again',
      async () => app.mail.to(booker.email, /confirmed/).length === before + 1,
      10_000,
    );
    await eventually('it is sent', async () => (await admin.client.get(query)).body.items.length === 0, 5_000);
    expect((await admin.client.post(`/mails/${id}/resending`)).body.code).toBe('mail_not_failed');
    expect((await admin.client.post(`/mails/${randomUUID()}/resending`)).status).toBe(404);
  });

  it('NO-3: a mail whose link is gone is not sent again', async () => {
    const person = await given.user(branchId, ['booker']);
    const { rows } = await app.db.query<{ id: string }>(
      `UPDATE notifications.mails SET state = 'failed', sent_at = NULL WHERE user_id = $1 AND template = 'invitation'
        RETURNING id`,
      [person.id],
    );
    const { status, body } = await app.admin.post(`/mails/${rows[0]!.id}/resending`);
    expect([status, body.code]).toEqual([409, 'mail_not_resendable']);
  });

  it('NO-3, ID-17: a mail whose contents were erased is not sent again', async () => {
    const person = await given.user(branchId, ['booker']);
    await person.client.expect(201, 'POST', '/bookings', await given.wish(await given.vehicle(branchId)));
    await app.mail.waitFor(person.email, /confirmed/);
    await settled(app);
    const { rows } = await app.db.query<{ id: string }>(
      `UPDATE notifications.mails SET state = 'failed', sent_at = NULL
        WHERE user_id = $1 AND template = 'booking-confirmed' RETURNING id`,
      [person.id],
    );
    await app.admin.expect(204, 'DELETE', `/users/${person.id}`);
    const { status, body } = await app.admin.post(`/mails/${rows[0]!.id}/resending`);
    expect([status, body.code]).toEqual([409, 'mail_not_resendable']);
  });

  it('NO-6: a sign-in with a device that is new is told, one that is known is not', async () => {
    const person = await given.user(branchId, ['booker']);
    const signIn = (agent: string) =>
      app.anyone().post(
        '/session',
        { email: person.email, password: 'copper kettle on a slow train' },
        {
          headers: { 'user-agent': agent },
        },
      );
    const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
    await signIn(firefox);
    const mail = await app.mail.waitFor(person.email, /new sign-in/);
    expect(mail.text).toContain('Firefox on Linux');
    await signIn(firefox);
    await given.user(branchId, ['booker']); // whose invitation comes later than any mail of before
    expect(app.mail.to(person.email, /new sign-in/)).toHaveLength(1);
  });
});
