import { type TestApp, startApp } from './support/app.js';
import { decide } from './support/approvals.js';
import { Given, type GivenUser } from './support/given.js';
import { GivenSeries } from './support/series.js';
import { settled } from './support/stored.js';

interface Entry {
  sequence: number;
  stamp: string;
  method: string;
  tentative: boolean;
  end: string;
}
interface Told {
  subject: string;
  model: { booking: { period: string; destination: string | null } };
  calendar: Entry | Entry[] | null;
}

const HOUR = 3_600_000;
const later = (instant: string, hours: number) => new Date(Date.parse(instant) + hours * HOUR).toISOString();

/**
 * What a mail or a webhook says must not depend on when the event is delivered. So everything is told again long after
 * the last act, newest first, and compared with what was told in time.
 */
describe('NO-6, NO-9: events that are told late and out of order', () => {
  let app: TestApp;
  let given: Given;
  let series: GivenSeries;
  let branchId: string;
  let booker: GivenUser;
  let rider: GivenUser;
  let approver: GivenUser;

  beforeAll(async () => {
    app = await startApp({ WEBHOOK_TARGETS: 'any' });
    given = new Given(app);
    series = new GivenSeries(app, given);
    branchId = await given.branch();
    booker = await given.user(branchId, ['booker']);
    rider = await given.user(branchId, ['booker']);
    approver = await given.user(branchId, ['booking_approver']);
    // Nobody listens there: the deliveries are what is looked at.
    const events = ['confirmed', 'changed', 'cancelled', 'declined'].map((what) => `bookings.booking-${what}`);
    await app.admin.expect(201, 'POST', '/webhooks', { url: 'http://127.0.0.1:9/hook', events });
  });
  afterAll(() => app?.stop());

  /** By event and reader, in the order of the events. */
  const mailsOf = async (events: string[]) => {
    const { rows } = await app.db.query<Told & { key: string }>(
      `SELECT m.event_id || ' ' || m.user_id AS key, o.type, m.subject, m.model, m.calendar
         FROM notifications.mails m JOIN platform.outbox o ON o.id = m.event_id
        WHERE m.event_id = ANY ($1::uuid[]) ORDER BY o.seq, m.user_id`,
      [events],
    );
    return rows;
  };
  const hooksOf = async (events: string[]) => {
    const { rows } = await app.db.query<{ body: string }>(
      `SELECT d.body FROM notifications.webhook_deliveries d JOIN platform.outbox o ON o.id = d.event_id
        WHERE d.event_id = ANY ($1::uuid[]) ORDER BY o.seq`,
      [events],
    );
    return rows.map(({ body }) => JSON.parse(body) as { type: string; data: Record<string, unknown> });
  };

  /** What the acts had told, and what the same events tell when everything is over, from the last to the first. */
  async function twice(...acts: (() => Promise<unknown>)[]) {
    await settled(app);
    const { rows: before } = await app.db.query<{ seq: string }>('SELECT max(seq) AS seq FROM platform.outbox');
    for (const act of acts) {
      await act();
      await settled(app);
    }
    const { rows } = await app.db.query<{ id: string }>(
      `SELECT id FROM platform.outbox WHERE seq > $1 AND type LIKE 'bookings.%' ORDER BY seq DESC`,
      [before[0]!.seq],
    );
    const events = rows.map(({ id }) => id);
    const inTime = { mails: await mailsOf(events), hooks: await hooksOf(events) };
    await app.db.query('DELETE FROM notifications.webhook_deliveries WHERE event_id = ANY ($1::uuid[])', [events]);
    await app.db.query('DELETE FROM notifications.mails WHERE event_id = ANY ($1::uuid[])', [events]);
    await app.db.query('DELETE FROM platform.handled_events WHERE event_id = ANY ($1::uuid[])', [events]);
    for (const id of events) {
      await app.db.query(`UPDATE platform.outbox SET state = 'pending', due_at = now() WHERE id = $1`, [id]);
      await settled(app);
    }
    return { inTime, late: { mails: await mailsOf(events), hooks: await hooksOf(events) } };
  }
  const entries = (mails: Told[]) =>
    mails
      .flatMap(({ calendar }) => calendar ?? [])
      .map(({ sequence, method, tentative }) => [sequence, method, tentative]);
  const book = async (vehicleId: string, days: number) => {
    const wish = { ...(await given.wish(vehicleId, days)), destination: 'Harbour' };
    return { wish, booking: await booker.client.expect(201, 'POST', '/bookings', wish) };
  };

  it('C-2: made, edited, moved and cancelled: each mail has the version, the state and the words of its own event', async () => {
    let id = '';
    let start = '';
    const { inTime, late } = await twice(
      async () => {
        const { wish, booking } = await book(await given.vehicle(branchId), 3);
        [id, start] = [booking.id, wish.start];
      },
      () => app.admin.expect(200, 'PATCH', `/bookings/${id}`, { destination: 'Airport' }),
      () => booker.client.expect(200, 'PATCH', `/bookings/${id}`, { end: later(start, 3) }),
      () => booker.client.expect(200, 'POST', `/bookings/${id}/cancellation`, {}),
    );
    expect(entries(late.mails)).toEqual([
      [1, 'REQUEST', false],
      [2, 'REQUEST', false],
      [3, 'REQUEST', false],
      [4, 'CANCEL', false],
    ]);
    expect(late.mails.map(({ model }) => model.booking.destination)).toEqual([
      'Harbour',
      'Airport',
      'Airport',
      'Airport',
    ]);
    const ends = late.mails.map(({ calendar }) => (calendar as Entry).end);
    expect(ends).toEqual([1, 1, 3, 3].map((hours) => later(start, hours)));
    expect(new Set(late.mails.map(({ calendar }) => (calendar as Entry).stamp)).size).toBe(4);
    expect(late).toEqual(inTime);
    expect(late.hooks.map(({ data }) => [data.version, data.state])).toEqual([
      [1, 'confirmed'],
      [2, 'confirmed'],
      [3, 'confirmed'],
      [4, 'cancelled'],
    ]);
  });

  it('C-2: a booking that waits is tentative in the mail of its change, also when it was declined since', async () => {
    let id = '';
    const vehicleId = await given.vehicle(branchId, { approvalFlowId: await given.flow() });
    const requestOf = async () => {
      const { rows } = await app.db.query(
        `SELECT id FROM approvals.requests WHERE booking_id = $1 AND state = 'pending'`,
        [id],
      );
      return rows[0]!.id as string;
    };
    const { inTime, late } = await twice(
      async () => {
        id = (await book(vehicleId, 4)).booking.id;
      },
      async () =>
        approver.client.expect(200, 'POST', `/approvals/${await requestOf()}/decision`, { decision: 'approve' }),
      () => app.admin.expect(200, 'PATCH', `/bookings/${id}`, { destination: 'Airport' }),
      async () =>
        approver.client.expect(200, 'POST', `/approvals/${await requestOf()}/decision`, {
          decision: 'decline',
          note: 'No.',
        }),
    );
    expect(entries(late.mails)).toEqual([
      [2, 'REQUEST', false],
      [3, 'REQUEST', true],
      [4, 'CANCEL', false],
    ]);
    expect(late).toEqual(inTime);
  });

  it('C-2: a seat taken, given up and taken again: the last word for the rider is the last version', async () => {
    let id = '';
    const { inTime, late } = await twice(
      async () => {
        id = (await book(await given.vehicle(branchId), 5)).booking.id;
      },
      () => booker.client.expect(201, 'POST', `/bookings/${id}/seats`, { userId: rider.id }),
      () => booker.client.expect(204, 'DELETE', `/bookings/${id}/seats`, { userId: rider.id }),
      () => booker.client.expect(201, 'POST', `/bookings/${id}/seats`, { userId: rider.id }),
    );
    expect(entries(late.mails)).toEqual([
      [1, 'REQUEST', false],
      [2, 'REQUEST', false],
      [3, 'CANCEL', false],
      [4, 'REQUEST', false],
    ]);
    expect(late).toEqual(inTime);
  });

  it('C-2: a series made, moved and cancelled: the entries of each mail are those of its own event', async () => {
    let id = '';
    const vehicleId = await given.vehicle(branchId);
    const body = await series.wish(vehicleId, 3, { destination: 'Harbour' });
    const change = { start: later(body.start, 2), end: later(body.end, 2), destination: 'Airport' };
    const { inTime, late } = await twice(
      async () => {
        id = (await booker.client.expect(201, 'POST', '/booking-series', body)).id;
      },
      () => booker.client.expect(200, 'PATCH', `/booking-series/${id}`, change),
      () => booker.client.expect(200, 'POST', `/booking-series/${id}/cancellation`, {}),
    );
    expect(entries(late.mails)).toEqual([
      ...Array(3).fill([1, 'REQUEST', false]),
      ...Array(3).fill([2, 'REQUEST', false]),
      ...Array(3).fill([3, 'CANCEL', false]),
    ]);
    expect(late.mails.map(({ model }) => model.booking.destination)).toEqual(['Harbour', 'Airport', 'Airport']);
    expect(late).toEqual(inTime);
  });

  it('C-2: a series of which some are approved and one declined, and that is cancelled since', async () => {
    const vehicleId = await given.vehicle(branchId, { approvalFlowId: await given.flow() });
    let made = { seriesId: '', requestId: '', bookingIds: [] as string[] };
    const { inTime, late } = await twice(
      async () => {
        made = await series.by(booker, vehicleId, 3, { destination: 'Harbour' });
      },
      () => decide(approver, made.requestId, 'decline', { declinedBookingIds: [made.bookingIds[1]!] }),
      () => decide(approver, made.requestId),
      () => booker.client.expect(200, 'POST', `/booking-series/${made.seriesId}/cancellation`, {}),
    );
    expect(late.mails.length).toBeGreaterThan(2);
    expect(late).toEqual(inTime);
  });

  it('C-2, ID-17: what an event carries of somebody who is erased is taken out of it, and is in no mail told later', async () => {
    const gone = await given.user(branchId, ['booker'], { name: 'Wilhelmina Gonefast' });
    let id = '';
    const vehicleId = await given.vehicle(branchId);
    await settled(app);
    const wish = {
      ...(await given.wish(vehicleId, 9)),
      destination: 'To Wilhelmina Gonefast',
      passengerIds: [rider.id],
    };
    id = (await gone.client.expect(201, 'POST', '/bookings', wish)).id;
    await settled(app);
    expect((await app.admin.delete(`/users/${gone.id}`)).status).toBe(204);
    await settled(app);
    const { rows } = await app.db.query<{ text: string }>(
      `SELECT payload::text AS text FROM platform.outbox WHERE payload ->> 'bookingId' = $1`,
      [id],
    );
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.map(({ text }) => text).join()).not.toMatch(/Gonefast/);
    const { rows: mails } = await app.db.query<{ text: string }>(
      'SELECT m::text AS text FROM notifications.mails m WHERE user_id = $1',
      [rider.id],
    );
    expect(mails.map(({ text }) => text).join()).not.toMatch(/Gonefast/);
  });
});
