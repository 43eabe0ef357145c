import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser, PASSWORD } from './support/given.js';
import { Scrape, scrapedUntil } from './support/scrape.js';
import { Receiver } from './support/webhook-receiver.js';

type Labels = Record<string, string>;

describe('O-5: the metrics that an operator needs', () => {
  let app: TestApp;
  let given: Given;
  let booker: GivenUser;
  let branchId: string;
  let receiver: Receiver;

  beforeAll(async () => {
    app = await startApp({ WEBHOOK_TARGETS: 'any' });
    given = new Given(app);
    branchId = await given.branch();
    booker = await given.user(branchId, ['booker']);
    receiver = await new Receiver().start();
    const events = ['bookings.booking-confirmed'];
    await app.admin.expect(201, 'POST', '/webhooks', { url: receiver.url, events });
  });
  afterAll(async () => {
    await app?.stop();
    receiver?.stop();
  });

  const scrape = () => Scrape.of(app.origin);
  /** By how much a number grew, at least, by the time that it did. */
  const grown = async (name: string, labels: Labels, by: number, act: () => Promise<unknown>) => {
    const before = (await scrape()).value(name, labels) ?? 0;
    await act();
    const after = await scrapedUntil(app.origin, `${name} grows by ${by}`, (now) => {
      return (now.value(name, labels) ?? 0) >= before + by;
    });
    expect(after.value(name, labels)).toBe(before + by);
  };
  const book = async () => {
    const wish = await given.wish(await given.vehicle(branchId), 3);
    return (await booker.client.expect(201, 'POST', '/bookings', wish)).id as string;
  };

  it('count bookings by each change of their state', async () => {
    let id: string;
    const confirmed = { of: 'Booking', to: 'confirmed' };
    await grown('motorpool_state_changes_total', confirmed, 1, async () => (id = await book()));
    await grown('motorpool_state_changes_total', { of: 'Booking', to: 'cancelled' }, 1, () =>
      booker.client.expect(200, 'POST', `/bookings/${id}/cancellation`, {}),
    );
    // What is changed in another way is no change of state, and what is refused is none at all.
    const before = (await scrape()).value('motorpool_state_changes_total', { of: 'Booking' });
    await booker.client.expect(409, 'POST', `/bookings/${id!}/cancellation`, {});
    expect((await scrape()).value('motorpool_state_changes_total', { of: 'Booking' })).toBe(before);
  });

  it('count events, emails and calls to receivers by what became of them, and how long they took', async () => {
    const before = await scrape();
    await book();
    const counts: [string, Labels][] = [
      ['motorpool_outbox_attempts_total', { outcome: 'delivered' }],
      ['motorpool_outbox_lag_seconds_count', {}],
      ['motorpool_email_attempts_total', { outcome: 'sent' }],
      ['motorpool_email_delay_seconds_count', {}],
      ['motorpool_webhook_attempts_total', { outcome: 'delivered' }],
      ['motorpool_webhook_delay_seconds_count', {}],
    ];
    for (const [name, labels] of counts) {
      const grew = (now: Scrape) => (now.value(name, labels) ?? 0) > (before.value(name, labels) ?? 0);
      await scrapedUntil(app.origin, `${name} grows`, grew);
    }
    receiver.status = 500;
    await grown('motorpool_webhook_attempts_total', { outcome: 'retried' }, 1, book);
    receiver.status = 204;
  });

  it('tell what waits and what failed, asked of PostgreSQL', async () => {
    await app.db.query(
      `INSERT INTO platform.outbox (id, type, payload, actor_id, occurred_at, state, due_at)
       SELECT gen_random_uuid(), 'nobody.hears', '{}', NULL, now() - interval '2 hours', state, 'infinity'
         FROM unnest(ARRAY['pending', 'dead']) state`,
    );
    const told = await scrapedUntil(app.origin, 'the events are told', (now) => {
      return now.value('motorpool_outbox_events', { state: 'dead' }) === 1;
    });
    expect(told.value('motorpool_outbox_oldest_pending_seconds')).toBeGreaterThan(7_000);
    expect(told.value('motorpool_outbox_events', { state: 'pending' })).toBeGreaterThanOrEqual(1);
    await app.db.query(`DELETE FROM platform.outbox WHERE type = 'nobody.hears'`);
    await scrapedUntil(app.origin, 'they are gone', (now) => {
      return now.value('motorpool_outbox_oldest_pending_seconds')! < 7_000;
    });
    await app.db.query(
      `UPDATE notifications.mails SET state = 'failed', sent_at = NULL WHERE id = (SELECT id FROM notifications.mails LIMIT 1)`,
    );
    await scrapedUntil(app.origin, 'the email is told', (now) => {
      return now.value('motorpool_emails', { state: 'failed' }) === 1;
    });
    await app.db.query(
      `UPDATE notifications.mails SET state = 'queued', due_at = now() + interval '1 hour', queued_at = now() - interval '1 day'
        WHERE state = 'failed'`,
    );
    const queued = await scrapedUntil(app.origin, 'it waits', (now) => {
      return now.value('motorpool_emails', { state: 'queued' }) === 1;
    });
    expect(queued.value('motorpool_emails_oldest_queued_seconds')).toBeGreaterThan(80_000);
    expect(queued.value('motorpool_emails_overdue_seconds')).toBe(0);
    for (const queue of ['mail', 'webhook']) {
      for (const state of ['waiting', 'active']) {
        expect([queue, queued.value('motorpool_queue_jobs', { queue, state })]).toEqual([queue, expect.any(Number)]);
      }
    }
    for (const reading of ['outbox', 'emails', 'webhooks', 'queue']) {
      expect([reading, queued.value('motorpool_reading_up', { reading })]).toEqual([reading, 1]);
    }
  });

  it('count who signs in and who is refused, by how and why, and limits that are hit', async () => {
    const { email } = booker;
    await grown('motorpool_sign_ins_total', { method: 'password', outcome: 'ok' }, 1, () =>
      app.anyone().signIn(email, PASSWORD),
    );
    const guess = (address: string) =>
      app.anyone().post('/session', { email: address, password: 'not the words that they chose' });
    await grown('motorpool_sign_ins_total', { method: 'password', outcome: 'wrong_password' }, 1, () => guess(email));
    await grown('motorpool_refusals_total', { code: 'invalid_credentials' }, 1, () => guess('nobody@fleet.example'));
    const before = await scrape();
    for (let tries = 0; tries < 8; tries += 1) await guess(email);
    const after = await scrape();
    const counts: [string, Labels][] = [
      ['motorpool_limit_hits_total', {}],
      ['motorpool_refusals_total', { code: 'too_many_requests' }],
    ];
    for (const [name, labels] of counts) {
      expect(after.value(name, labels)).toBeGreaterThan(before.value(name, labels) ?? 0);
    }
  });

  it('tell of connections, sweeps, the event loop, requests and the build', async () => {
    await grown('http_request_duration_seconds_count', { route: '/api/v1/bookings/:id', status: '404' }, 1, () =>
      booker.client.get('/bookings/00000000-0000-7000-8000-000000000000'),
    );
    const told = await scrapedUntil(app.origin, 'a sweep has ended well', (now) => {
      return now.value('motorpool_sweep_last_success_timestamp_seconds', { sweep: 'MailSweeper' }) !== undefined;
    });
    expect(told.value('motorpool_sweep_last_success_timestamp_seconds', { sweep: 'MailSweeper' })).toBeGreaterThan(1e9);
    expect(told.value('motorpool_sweep_duration_seconds_count', { outcome: 'done' })).toBeGreaterThan(5);
    expect(told.value('motorpool_database_connections_most')).toBe(20);
    expect(told.value('motorpool_database_connections', { state: 'idle' })).toBeGreaterThan(0);
    expect(told.value('motorpool_database_waiting')).toBe(0);
    expect(told.value('motorpool_database_wait_seconds_count', { outcome: 'taken' })).toBeGreaterThan(50);
    expect(told.value('motorpool_event_loop_lag_seconds_count')).toBeGreaterThan(0);
    expect(told.value('motorpool_build_info', { node: process.versions.node })).toBe(1);
    expect([...told.names].filter((name) => name.startsWith('nodejs_eventloop_lag'))).toEqual([]);
  });

  it('name nobody and nothing of anybody, however much is done', async () => {
    await app.anyone().get('/bookings/x@y.example');
    await fetch(`${app.origin}/nowhere/${booker.email}?token=secret`);
    const told = await scrape();
    for (const [label, values] of told.labelValues) {
      const odd = [...values].filter((value) => /@|[0-9a-f]{8}-|\d+\.\d+\.\d+\.\d+|secret|\?/.test(value));
      expect([label, odd]).toEqual([label, []]);
      // The routes are the most: there are as many as the document lists, with what each has answered.
      expect([label, values.size < (/ route$/.test(label) ? 400 : 80)]).toEqual([label, true]);
    }
  });
});
