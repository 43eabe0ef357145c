import { setTimeout as pause } from 'node:timers/promises';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { OutboxRelay } from '../src/platform/outbox/outbox-relay.js';
import { OutboxStore } from '../src/platform/outbox/outbox-store.js';
import type { Delivery } from '../src/platform/work/listeners.js';
import { UnitOfWork } from '../src/platform/work/unit-of-work.js';
import { type TestApp, startApp } from './support/app.js';
import { eventually } from './support/eventually.js';

const BOOKINGS = 40;
const EACH = 5;
const TYPE = 'test.told';

interface Told {
  bookingId: string;
  step: number;
}

/** O-10: many events share a transaction; what is about one booking keeps its order, and one that fails costs no other. */
describe('the order of what is delivered', () => {
  let app: TestApp;
  let relay: OutboxRelay;
  let ring: () => void;

  beforeAll(async () => {
    app = await startApp();
    await app.db.query('CREATE TABLE platform.heard (n serial, booking text, step int)');
    const hear = ({ stored, once }: Delivery): unknown =>
      once('Heard', async (tx) => {
        const { bookingId, step } = stored.payload as Told;
        if (bookingId === 'poisoned') throw new Error('nobody can handle this');
        // The first of each takes longest: without an order it is the last.
        await pause((EACH - step) * 3);
        await tx.query('INSERT INTO platform.heard (booking, step) VALUES ($1, $2)', [bookingId, step]);
      });
    // In the place of the service's own, one with this listener alone.
    await app.nest.get(OutboxRelay, { strict: false }).onApplicationShutdown();
    const store = app.nest.get(OutboxStore, { strict: false });
    const work = app.nest.get(UnitOfWork, { strict: false });
    const bell = { onRing: (run: () => void) => (ring = run), stop: async () => undefined };
    const sweeps = { add: () => undefined };
    relay = new OutboxRelay(store, new EventEmitter2().on(TYPE, hear) as never, work, bell as never, sweeps as never);
    relay.onApplicationBootstrap();
  });
  afterAll(async () => {
    await relay?.onApplicationShutdown();
    await app?.stop();
  });

  const tell = async (told: Told[]) => {
    await app.db.query(
      `INSERT INTO platform.outbox (id, type, payload, occurred_at)
       SELECT gen_random_uuid(), '${TYPE}', told, now() FROM jsonb_array_elements($1) AS told`,
      [JSON.stringify(told)],
    );
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
  });
});
