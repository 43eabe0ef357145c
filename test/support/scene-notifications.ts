import type { TestApp } from './app.js';
import type { Given, GivenUser } from './given.js';

/** Two webhooks with a delivery that waits, and a mail that failed. */
export async function notificationsOf({ app }: Given, bookingId: string, { id }: GivenUser) {
  const events = ['bookings.booking-confirmed'];
  const hook = async () =>
    (await app.admin.expect(201, 'POST', '/webhooks', { url: 'https://hooks.example/', events })).id as string;
  const webhooks = { kept: await hook(), spare: await hook(), delivery: crypto.randomUUID() as string };
  await app.db.query(
    `INSERT INTO notifications.webhook_deliveries (id, webhook_id, event_id, event_type, body, due_at)
     VALUES ($1, $2, $3, $4, '{}', now() + interval '1 hour')`,
    [webhooks.delivery, webhooks.kept, bookingId, events[0]],
  );
  return { webhooks, failedMailId: await failedMail(app, id) };
}

export async function failedMail({ db }: TestApp, userId: string): Promise<string> {
  const id = crypto.randomUUID() as string;
  await db.query(
    `INSERT INTO notifications.mails (id, event_id, template, user_id, about_reader, to_address, subject, model, message_id, state)
     VALUES ($1, $1, 'user-approved', $2, true, 'nobody@else.example', 'It failed', '{"branch": "none"}', $3, 'failed')`,
    [id, userId, `<${id}@else.example>`],
  );
  return id;
}
