import { setTimeout as pause } from 'node:timers/promises';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { OutboxRelay } from '../src/platform/outbox/outbox-relay.js';
import { OutboxStore } from '../src/platform/outbox/outbox-store.js';
import type { Delivery } from '../src/platform/work/listeners.js';
import { taking } from '../src/platform/work/locks.js';
import { UnitOfWork } from '../src/platform/work/unit-of-work.js';
import type { StoredEvent } from '../src/platform/outbox/stored-event.js';
import { type TestApp, startApp } from './support/app.js';
import { eventually } from './support/eventually.js';
import { held } from './support/held.js';
import { type AskedOnce, PlanReader } from './support/plans.js';
import { watchStatements } from './support/statements.js';

const BOOKINGS = 40;
const EACH = 5;
const TYPE = 'test.told';
const MANY = 300_000;
/** Of the 8,000 of a plan that reads the whole table; by the indexes it is 3,800, most of them for what is written. */
const MOST_PAGES = 6_000;

interface Told {
  bookingId: string;
  step: number;
}

/** O-10: many events share a transaction; what is about one booking keeps its order, and one that fails costs no other. */
describe('the order of what is delivered', () => {
  let app: TestApp;
  let store: OutboxStore;
  let relays: OutboxRelay[];
  const rings: (() => void)[] = [];

  beforeAll(async () => {
    app = await startApp();
    await app.db.query('CREATE TABLE platform.heard (n serial, booking text, step int)');
    const hear = ({ stored, once }: Delivery): unknown =>
      once('Heard', async (tx) => {
        const { bookingId, step } = stored.payload as Told;
        if (bookingId === 'poisoned') throw new Error('nobody can handle this');
        // The first of each takes longest: without an order it is the last.
        await pause((EACH - step) * 15);
        await tx.query('INSERT INTO platform.heard (booking, step) VALUES ($1, $2)', [bookingId, step]);
      });
    // In the place of the service's own, two with this listener alone, as in two workers.
    await app.nest.get(OutboxRelay, { strict: false }).onApplicationShutdown();
    store = app.nest.get(OutboxStore, { strict: false });
    const work = app.nest.get(UnitOfWork, { strict: false });
    const bell = { onRing: (run: () => void) => rings.push(run), stop: async () => undefined };
    const sweeps = { add: () => undefined };
    const emitter = new EventEmitter2().on(TYPE, hear);
    relays = Array.from(
      { length: 2 },
      () => new OutboxRelay(store, emitter as never, work, bell as never, sweeps as never),
    );
    for (const relay of relays) relay.onApplicationBootstrap();
  });
  afterAll(async () => {
    await Promise.all(relays?.map((relay) => relay.onApplicationShutdown()) ?? []);
    await app?.stop();
  });

  const ring = () => {
    for (const each of rings) each();
  };
  const write = async (...payloads: object[]) => {
    await app.db.query(
      `INSERT INTO platform.outbox (id, type, payload, occurred_at)
       SELECT gen_random_uuid(), '${TYPE}', told, now() FROM jsonb_array_elements($1) AS told`,
      [JSON.stringify(payloads)],
    );
  };
  const tell = async (told: Told[]) => {
    await write(...told);
    ring();
  };
  const waiting = async () =>
    (await app.db.query(`SELECT 1 FROM platform.outbox WHERE type = '${TYPE}' AND state = 'pending'`)).rowCount;
  const heard = async () => {
    const { rows } = await app.db.query<{ booking: string; steps: number[] }>(
      'SELECT booking, array_agg(step ORDER BY n) AS steps FROM platform.heard GROUP BY booking',
    );
    return rows.map(({ steps }) => steps);
  };
  const inOrder = Array.from({ length: BOOKINGS }, () => Array.from({ length: EACH }, (_, step) => step));
  const all = Array.from({ length: BOOKINGS * EACH }, (_, index) => ({
    bookingId: `b${index % BOOKINGS}`,
    step: Math.floor(index / BOOKINGS),
  }));

  it('each booking hears its events once and in their order', async () => {
    await tell(all);
    await eventually('all are delivered', async () => (await waiting()) === 0);
    expect(await heard()).toEqual(inOrder);
  });

  it('an event that nobody can handle is put back alone, and the others are heard once and in their order', async () => {
    await app.db.query('TRUNCATE platform.heard');
    await tell([...all.slice(0, BOOKINGS), { bookingId: 'poisoned', step: 0 }, ...all.slice(BOOKINGS)]);
    await eventually('all others are delivered', async () => (await waiting()) === 1);
    expect(await heard()).toEqual(inOrder);
    const { rows } = await app.db.query(`SELECT payload, attempts FROM platform.outbox WHERE last_error IS NOT NULL`);
    expect(rows).toEqual([{ payload: { bookingId: 'poisoned', step: 0 }, attempts: expect.any(Number) as number }]);
    await app.db.query(`DELETE FROM platform.outbox WHERE payload->>'bookingId' = 'poisoned'`);
  });

  it('of two relays, neither takes what is about a booking that the other is busy with', async () => {
    await app.db.query('TRUNCATE platform.heard');
    for (let step = 0; step < EACH; step += 1) {
      // While one relay is at work, the other one is free to look for more.
      await tell(all.slice(step * BOOKINGS, (step + 1) * BOOKINGS));
      await pause(5);
      ring();
    }
    await eventually('all are delivered', async () => {
      ring();
      return (await waiting()) === 0;
    });
    expect(await heard()).toEqual(inOrder);
  });

  describe('what a relay claims', () => {
    beforeAll(() => Promise.all(relays.map((relay) => relay.onApplicationShutdown())));

    const namesOf = (events: StoredEvent[]) => events.map(({ payload }) => (payload as { name: string }).name);

    it('leaves alone what is about a thing that another relay is busy with, and what would overtake that', async () => {
      await write({ name: 'busy', bookingId: 'b1', userId: 'u1' });
      const busy = await store.claim();
      await write(
        { name: 'of the same person', bookingId: 'b2', userId: 'u1' },
        { name: 'later, of the booking that waits', bookingId: 'b2' },
        { name: 'of neither', bookingId: 'b3' },
      );
      const free = await store.claim();
      expect([namesOf(busy), namesOf(free)]).toEqual([['busy'], ['of neither']]);
      await store.settle([...busy, ...free]);
      const rest = await store.claim();
      expect(namesOf(rest)).toEqual(['of the same person', 'later, of the booking that waits']);
      await store.settle(rest);
    });

    it('is not held up by an event that failed', async () => {
      await write({ name: 'bad', bookingId: 'b1' });
      const [bad] = await store.claim();
      await write({ name: 'good', bookingId: 'b1' });
      await store.putBack(bad!.id, 'nobody can handle this', 600);
      const good = await store.claim();
      expect(namesOf(good)).toEqual(['good']);
      await store.settle([...good, bad!]);
    });

    it('is claimed by one relay at a time, which sees what the others have claimed', async () => {
      await write({ name: 'one', bookingId: 'b1' });
      const other = await held(app.db, taking([['outbox', 'claims']]));
      const claim = store.claim();
      await other.waitedFor();
      await app.db.query(
        `UPDATE platform.outbox SET attempts = 1, due_at = now() + interval '20 seconds' WHERE state = 'pending'`,
      );
      await other.release();
      expect(await claim).toEqual([]);
      await app.db.query(`UPDATE platform.outbox SET state = 'done'`);
    });
  });

  it('out of many events, a batch is claimed by indexes', async () => {
    await app.db.query(
      `INSERT INTO platform.outbox (id, type, payload, occurred_at, state)
       SELECT gen_random_uuid(), '${TYPE}', jsonb_build_object('bookingId', gen_random_uuid()), now(),
              CASE WHEN n % 3 = 0 THEN 'pending' ELSE 'done' END
         FROM generate_series(1, ${MANY}) n`,
    );
    await app.db.query('VACUUM ANALYZE platform.outbox');
    const asked: AskedOnce[] = [];
    const stopWatching = watchStatements((_texts, _id, statements) => asked.push(...statements));
    const claimed = await store.claim().finally(stopWatching);
    const claim = asked.find(({ text }) => text.includes('UPDATE platform.outbox'))!;
    const reader = await new PlanReader(app.config.databaseUrl).start();
    const pages = await reader.pagesOf(claim).finally(() => reader.stop());
    expect(claimed).toHaveLength(200);
    expect(pages.generic).toBeLessThan(MOST_PAGES);
  });
});
