import { Agent, request } from 'node:http';
import { type TestApp, startApp } from '../support/app.js';
import { Given, type GivenUser, type Wish } from '../support/given.js';

const CONNECTIONS = 50;
const OVERLAPS = `
  SELECT count(*)::int AS pairs FROM bookings.bookings a JOIN bookings.bookings b
      ON a.vehicle_id = b.vehicle_id AND a.id < b.id AND a.period && b.period
   WHERE a.state IN ('pending', 'confirmed', 'in_use') AND b.state IN ('pending', 'confirmed', 'in_use')`;

describe('races for one vehicle (BK-3, security item 1)', () => {
  let app: TestApp;
  let given: Given;
  let booker: GivenUser;
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    booker = await given.user(await given.branch(), ['booker']);
  });
  afterAll(async () => {
    agent.destroy();
    await app?.stop();
  });

  /** Past the checking client, as fast as 50 connections carry it. */
  function book(body: Wish, headers: Record<string, string> = {}): Promise<{ status: number; body: { id?: string } }> {
    const payload = JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const sent = request(
        `${app.origin}/api/v1/bookings`,
        {
          agent,
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(payload),
            cookie: booker.client.cookie,
            origin: app.origin,
            ...headers,
          },
        },
        (response) => {
          let text = '';
          response
            .on('data', (chunk) => (text += chunk))
            .on('end', () => {
              resolve({ status: response.statusCode!, body: JSON.parse(text) });
            });
        },
      );
      sent.on('error', reject).end(payload);
    });
  }

  async function wishes(count: number, make: (base: Wish, index: number) => Wish): Promise<Wish[]> {
    const { items } = await app.admin.expect(200, 'GET', `/users?q=${booker.email}`);
    const base = await given.wish(await given.vehicle(items[0].branchId), 2, 2);
    return Array.from({ length: count }, (_, index) => make(base, index));
  }

  const shifted = (wish: Wish, minutes: number): Wish => ({
    ...wish,
    start: new Date(Date.parse(wish.start) + minutes * 60_000).toISOString(),
    end: new Date(Date.parse(wish.end) + minutes * 60_000).toISOString(),
  });

  it('1,000 overlapping: only 201 and 409, no overlap, and exactly the 201s are there', async () => {
    const all = await wishes(1_000, (base, index) => shifted(base, (index * 7) % 600));
    const began = Date.now();
    const answers = await Promise.all(all.map((wish) => book(wish)));
    expect(Date.now() - began).toBeLessThan(10_000);
    expect([...new Set(answers.map(({ status }) => status))].sort()).toEqual([201, 409]);
    const { rows } = await app.db.query<{ pairs: number }>(OVERLAPS);
    expect(rows[0]!.pairs).toBe(0);
    const made = answers.filter(({ status }) => status === 201).map(({ body }) => body.id);
    const stored = await app.db.query<{ id: string }>('SELECT id FROM bookings.bookings WHERE vehicle_id = $1', [
      all[0]!.vehicleId,
    ]);
    expect(new Set(stored.rows.map(({ id }) => id))).toEqual(new Set(made));
  });

  it('1,000 identical: exactly one 201, and the losers are told what else is free', async () => {
    const { items } = await app.admin.expect(200, 'GET', `/users?q=${booker.email}`);
    const other = await given.vehicle(items[0].branchId);
    const all = await wishes(1_000, (base) => shifted(base, 60 * 24 * 7));
    const began = Date.now();
    const answers = await Promise.all(all.map((wish) => book(wish)));
    expect(Date.now() - began).toBeLessThan(10_000);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(999);
    const loser = answers.find(({ status }) => status === 409)!.body as { alternatives?: { id: string }[] };
    expect(loser.alternatives!.map(({ id }) => id)).toContain(other);
  });

  it('back to back is no conflict', async () => {
    const chain = await wishes(20, (base, index) => shifted(base, index * 120));
    const answers = await Promise.all(chain.map((wish) => book(wish)));
    expect(answers.every(({ status }) => status === 201)).toBe(true);
  });

  it('an acknowledged booking has its event and its audit entry (security item 2)', async () => {
    const { rows } = await app.db.query(`
      SELECT count(*)::int AS bookings,
             count(*) FILTER (WHERE NOT EXISTS (SELECT FROM platform.outbox o
                                WHERE o.payload ->> 'bookingId' = b.id::text))::int AS silent,
             count(*) FILTER (WHERE (SELECT count(*) FROM platform.audit_entries a
                                      WHERE a.subject_type = 'Booking' AND a.subject_id = b.id) <> 1)::int AS unaudited
        FROM bookings.bookings b`);
    expect(rows[0].bookings).toBeGreaterThan(20);
    expect(rows[0]).toMatchObject({ silent: 0, unaudited: 0 });
    const orphans = await app.db.query(`
      SELECT 1 FROM platform.outbox o WHERE o.payload ? 'bookingId'
         AND NOT EXISTS (SELECT FROM bookings.bookings b WHERE b.id::text = o.payload ->> 'bookingId')`);
    expect(orphans.rowCount).toBe(0);
  });
});
