import { randomUUID } from 'node:crypto';
import { NoLongerOurs } from '../src/notifications/domain/mail.js';
import { MailStore } from '../src/notifications/email/mail-store.js';
import { DeliveryStore } from '../src/notifications/webhooks/delivery-store.js';
import { type TestApp, startApp } from './support/app.js';
import { settled } from './support/stored.js';

/**
 * A worker that stood still for longer than its lease lost the row to another, which is at the second attempt. What the
 * first one says of its own attempt must not count any more.
 */
describe('NO-2, NO-9: a worker whose lease has expired', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp({ WEBHOOK_TARGETS: 'any' });
    await settled(app);
  });
  afterAll(() => app?.stop());

  /** An email at its second attempt. */
  async function mail() {
    const { rows } = await app.db.query<{ id: string }>(
      `INSERT INTO notifications.mails
         (id, event_id, template, kind, user_id, about_reader, to_address, subject, model, message_id, attempts, due_at)
       SELECT gen_random_uuid(), gen_random_uuid(), 'new-sign-in', 'security', id, true, email, 'A subject', '{"a": 1}',
              gen_random_uuid(), 2, now() + interval '1 hour'
         FROM identity.users LIMIT 1 RETURNING id`,
    );
    return rows[0]!.id;
  }
  const stateOfMail = async (id: string) =>
    (
      await app.db.query(
        `SELECT state, attempts, doubts, last_error AS error, due_at > now() + interval '59 minutes' AS leased
           FROM notifications.mails WHERE id = $1`,
        [id],
      )
    ).rows[0];
  const untouched = { state: 'queued', attempts: 2, doubts: 0, error: null, leased: true };

  it('NO-2: neither goes on with an email, nor fails it, nor puts it back', async () => {
    const id = await mail();
    const store = app.nest.get(MailStore, { strict: false });
    const attempt = (attempts: number) => ({ id, attempts }) as Parameters<MailStore['markDoubt']>[0];
    await expect(store.markDoubt(attempt(1))).rejects.toThrow(NoLongerOurs);
    await store.markFailed(attempt(1), 'too late');
    await store.putBack(attempt(1), 'too late', 0);
    expect(await stateOfMail(id)).toEqual(untouched);
    expect(await store.markDoubt(attempt(2))).toBe(1);
    await store.putBack(attempt(2), 'no answer', 7_200, 1);
    expect(await stateOfMail(id)).toEqual({ ...untouched, error: 'no answer' });
    await store.markFailed(attempt(2), 'no such address');
    expect(await stateOfMail(id)).toMatchObject({ state: 'failed', error: 'no such address' });
  });

  it('NO-2: nobody begins an email that another worker has', async () => {
    const id = await mail();
    expect(await app.nest.get(MailStore, { strict: false }).claim(id)).toBeUndefined();
    expect(await stateOfMail(id)).toEqual(untouched);
  });

  const webhook = async (): Promise<string> => {
    const hook = { url: 'http://127.0.0.1:9/hook', events: ['bookings.booking-confirmed'] };
    return (await app.admin.expect(201, 'POST', '/webhooks', hook)).id as string;
  };
  /** A delivery at its second attempt. */
  const delivery = async (webhookId: string, minutes: number): Promise<string> => {
    const id = randomUUID();
    await app.db.query(
      `INSERT INTO notifications.webhook_deliveries (id, webhook_id, event_id, event_type, body, attempts, due_at)
       VALUES ($1, $2, $1, 'bookings.booking-confirmed', '{}', 2, now() + make_interval(mins => $3))`,
      [id, webhookId, minutes],
    );
    return id;
  };

  it('NO-9: nobody begins a delivery of a webhook that is silenced', async () => {
    const hook = await webhook();
    await app.admin.expect(200, 'PATCH', `/webhooks/${hook}`, { state: 'disabled' });
    const id = await delivery(hook, -1);
    expect(await app.nest.get(DeliveryStore, { strict: false }).claim(id)).toBeUndefined();
  });

  it('NO-9: settles no delivery of a webhook', async () => {
    const id = await delivery(await webhook(), 60);
    const store = app.nest.get(DeliveryStore, { strict: false });
    const settle = (attempts: number) =>
      store.settle(
        { id, attempts } as Parameters<DeliveryStore['settle']>[0],
        { status: 204, durationMs: 1, error: null },
        0,
      );
    const stateOf = async () =>
      (await app.db.query('SELECT state, status FROM notifications.webhook_deliveries WHERE id = $1', [id])).rows[0];
    expect(await store.claim(id)).toBeUndefined();
    await settle(1);
    expect(await stateOf()).toEqual({ state: 'pending', status: null });
    await settle(2);
    expect(await stateOf()).toEqual({ state: 'delivered', status: 204 });
  });
});
