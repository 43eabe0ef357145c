import { createHmac } from 'node:crypto';
import { type TestApp, startApp } from './support/app.js';
import { eventually } from './support/eventually.js';
import { Given, type GivenUser } from './support/given.js';
import { Receiver } from './support/webhook-receiver.js';

const events = ['bookings.booking-confirmed', 'bookings.booking-cancelled'];

describe('NO-9: webhooks', () => {
  let app: TestApp;
  let given: Given;
  let booker: GivenUser;
  let branchId: string;
  const receivers: Receiver[] = [];

  beforeAll(async () => {
    app = await startApp({ WEBHOOK_TARGETS: 'any' });
    given = new Given(app);
    branchId = await given.branch();
    booker = await given.user(branchId, ['booker']);
  });
  afterAll(async () => {
    await app?.stop();
    receivers.forEach((receiver) => receiver.stop());
  });

  async function registered(): Promise<{ receiver: Receiver; id: string; secret: string }> {
    const receiver = await new Receiver().start();
    receivers.push(receiver);
    const { id, secret } = await app.admin.expect(201, 'POST', '/webhooks', { url: receiver.url, events });
    return { receiver, id, secret };
  }
  const book = async () =>
    (
      await booker.client.expect(201, 'POST', '/bookings', {
        ...(await given.wish(await given.vehicle(branchId), 3)),
        notes: 'A private word',
      })
    ).id as string;
  const settledOutbox = () =>
    eventually(
      'the event is told',
      async () => (await app.db.query(`SELECT 1 FROM platform.outbox WHERE state = 'pending'`)).rows.length === 0,
      10_000,
    );
  const log = async (id: string, state = '') =>
    (await app.admin.expect(200, 'GET', `/webhooks/${id}/deliveries${state && `?state=${state}`}`)).items;

  it('tells of an event once, signed, with ids and no words of people', async () => {
    const { receiver, id, secret } = await registered();
    expect(secret).toMatch(/^whsec_/);
    expect(JSON.stringify(await app.admin.expect(200, 'GET', '/webhooks'))).not.toContain(secret);
    const { rows } = await app.db.query('SELECT sealed_secret AS sealed FROM notifications.webhooks');
    expect(JSON.stringify(rows)).not.toContain(secret.slice(6));
    const bookingId = await book();
    await eventually('it is called', async () => receiver.calls.length === 1, 10_000);
    const { headers, body } = receiver.calls[0]!;
    const told = JSON.parse(body);
    expect(told).toMatchObject({ type: events[0], data: { bookingId, bookerId: booker.id } });
    expect(told.id).toBe(headers['webhook-id']);
    expect(body).not.toMatch(/private|@|Person/);
    const content = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(content).digest('base64')}`);
    expect(Math.abs(Number(headers['webhook-timestamp']) * 1_000 - Date.now())).toBeLessThan(30_000);
    await eventually('it is logged', async () => (await log(id, 'delivered')).length === 1, 5_000);
    const [delivery] = await log(id);
    expect(delivery).toMatchObject({ eventId: told.id, attempts: 1, status: 204, error: null });
    await app.admin.expect(200, 'POST', `/webhooks/${id}/deliveries/${delivery.id}/redelivery`);
    await eventually('it is called again', async () => receiver.calls.length === 2, 10_000);
    expect(receiver.calls[1]!.headers['webhook-id']).toBe(told.id);
  });

  it('follows no redirect, tries again what was refused, and not what is gone', async () => {
    const [moved, gone] = [await registered(), await registered()];
    moved.receiver.status = 302;
    gone.receiver.status = 410;
    await book();
    await eventually('one is dead', async () => (await log(gone.id, 'dead')).length === 1, 10_000);
    await eventually('one waits', async () => (await log(moved.id))[0]?.status === 302, 10_000);
    expect((await log(moved.id))[0]).toMatchObject({ state: 'pending', attempts: 1, error: 'answered 302' });
    moved.receiver.status = 200;
    await eventually('it is taken', async () => (await log(moved.id, 'delivered')).length === 1, 15_000);
    expect(gone.receiver.calls).toHaveLength(1);
  });

  it('is dead when it was refused eleven times, and lives again where somebody asks for it', async () => {
    const { receiver, id } = await registered();
    receiver.status = 500;
    await book();
    for (let calls = 1; calls <= 11; calls += 1) {
      await eventually(`call ${calls}`, async () => (await log(id))[0]?.attempts === calls, 10_000);
      await eventually('it is settled', async () => (await log(id))[0].status === 500, 10_000);
      // The pause that begins now is made to pass at once.
      const settled = `held_until = '-infinity' AND attempts = $2`;
      await eventually('its pause is over', async () => {
        const { rowCount } = await app.db.query(
          `UPDATE notifications.webhook_deliveries SET due_at = now() WHERE webhook_id = $1 AND ${settled}`,
          [id, calls],
        );
        return rowCount === 1;
      });
    }
    await eventually('it is dead', async () => (await log(id, 'dead')).length === 1, 10_000);
    expect(receiver.calls).toHaveLength(11);
    receiver.status = 204;
    const [dead] = await log(id);
    await app.admin.expect(200, 'POST', `/webhooks/${id}/deliveries/${dead.id}/redelivery`);
    await eventually('it is taken', async () => (await log(id, 'delivered')).length === 1, 10_000);
    expect(receiver.calls).toHaveLength(12);
  });

  it('has one receiver that hangs hold up no other, and calls it no more than three times at once', async () => {
    const [hanging, lively] = [await registered(), await registered()];
    hanging.receiver.status = undefined;
    for (let count = 0; count < 6; count += 1) await book();
    await eventually('the other has them all', async () => lively.receiver.calls.length === 6, 8_000);
    expect(hanging.receiver.calls.length).toBeLessThanOrEqual(3);
    await eventually(
      'it is given up waiting for',
      async () => (await log(hanging.id)).some((one: { error: string }) => /no answer in 10 s/.test(one.error)),
      20_000,
    );
  });

  it('is for Organisation Admins; what is removed is told of nothing any more', async () => {
    const { receiver, id } = await registered();
    const manager = await given.user(branchId, ['branch_admin']);
    expect((await manager.client.get('/webhooks')).status).toBe(403);
    expect((await manager.client.post('/webhooks', { url: receiver.url, events })).status).toBe(403);
    await app.admin.expect(204, 'DELETE', `/webhooks/${id}`);
    expect((await app.admin.get(`/webhooks/${id}/deliveries`)).status).toBe(404);
    await book();
    await settledOutbox();
    expect(receiver.calls).toEqual([]);
  });

  it('is led elsewhere, told of other events, and silenced for a while: what waits then is told later', async () => {
    const [old, next] = [await registered(), await registered()];
    const change = (body: object, tag?: string) =>
      app.admin.patch(`/webhooks/${old.id}`, body, { headers: tag === undefined ? {} : { 'if-match': tag } });
    const { headers, body: before } = await app.admin.get(`/webhooks/${old.id}`);
    expect(before).toMatchObject({ url: old.receiver.url, events: [...events].sort(), state: 'active', version: 1 });
    expect(JSON.stringify(before)).not.toContain(old.secret);
    const [confirmed] = events;
    const moved = await change({ url: next.receiver.url, events: [confirmed] }, headers.get('etag')!);
    expect(moved.body).toEqual({ ...before, url: next.receiver.url, events: [confirmed], version: 2 });
    expect((await change({ events }, headers.get('etag')!)).status).toBe(412);
    await app.admin.expect(204, 'DELETE', `/webhooks/${next.id}`);
    await book();
    await eventually('the new address is called', async () => next.receiver.calls.length === 1, 10_000);

    next.receiver.status = 500;
    await book();
    await eventually('one waits', async () => (await log(old.id, 'pending'))[0]?.status === 500, 10_000);
    expect((await change({ state: 'disabled' })).body).toMatchObject({ state: 'disabled', version: 3 });
    next.receiver.status = 204;
    const [waiting] = await log(old.id, 'pending');
    await app.admin.expect(200, 'POST', `/webhooks/${old.id}/deliveries/${waiting.id}/redelivery`);
    await book();
    await settledOutbox();
    // Whatever was due has had its turn when another webhook has been called after it.
    const witness = await registered();
    await book();
    await eventually('the witness is called', async () => witness.receiver.calls.length === 1, 10_000);
    expect([next.receiver.calls.length, (await log(old.id)).length]).toEqual([2, 2]);
    await change({ state: 'active' });
    await eventually('what waited is told', async () => (await log(old.id, 'delivered')).length === 2, 15_000);
    expect([next.receiver.calls.length, old.receiver.calls.length]).toEqual([3, 0]);
  });

  it('does not lead where it could not have been registered, nor to nothing', async () => {
    const { id } = await registered();
    for (const body of [{ url: 'ftp://x.example' }, { events: [] }, { events: ['no-event'] }, { state: 'gone' }]) {
      expect([body, (await app.admin.patch(`/webhooks/${id}`, body)).status]).toEqual([body, 422]);
    }
  });

  it.each(['ftp://x.example', 'https://a:b@x.example', 'https://x.example/#y', 'x', 'javascript:alert(1)'])(
    'takes no such address: %s',
    async (url) => {
      expect((await app.admin.post('/webhooks', { url, events })).status).toBe(422);
    },
  );
});
