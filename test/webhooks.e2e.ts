import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { type TestApp, startApp } from './support/app.js';
import { eventually } from './support/eventually.js';
import { Given, type GivenUser } from './support/given.js';

interface Call {
  headers: IncomingHttpHeaders;
  body: string;
}

/** Somebody who is told of events, and answers as the test says; undefined: not at all. */
class Receiver {
  readonly calls: Call[] = [];
  status: number | undefined = 204;
  readonly #server: Server = createServer((request, response) => {
    void text(request).then((body) => {
      this.calls.push({ headers: request.headers, body });
      if (this.status) response.writeHead(this.status, { location: 'http://127.0.0.1:1/elsewhere' }).end('thanks');
    });
  });

  async start(): Promise<this> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening');
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as { port: number }).port}/hook?x=1`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

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
  }, 90_000);

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
  }, 60_000);

  it('is for Organisation Admins; what is removed is told of nothing any more', async () => {
    const { receiver, id } = await registered();
    const manager = await given.user(branchId, ['branch_admin']);
    expect((await manager.client.get('/webhooks')).status).toBe(403);
    expect((await manager.client.post('/webhooks', { url: receiver.url, events })).status).toBe(403);
    await app.admin.expect(204, 'DELETE', `/webhooks/${id}`);
    expect((await app.admin.get(`/webhooks/${id}/deliveries`)).status).toBe(404);
    await book();
    await eventually(
      'the event is told',
      async () => (await app.db.query(`SELECT 1 FROM platform.outbox WHERE state = 'pending'`)).rows.length === 0,
      10_000,
    );
    expect(receiver.calls).toEqual([]);
  });

  it.each(['ftp://x.example', 'https://a:b@x.example', 'https://x.example/#y', 'x', 'javascript:alert(1)'])(
    'takes no such address: %s',
    async (url) => {
      expect((await app.admin.post('/webhooks', { url, events })).status).toBe(422);
    },
  );
});
