import { setImmediate as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { Database } from '../src/platform/database/database.js';
import { together } from '../src/platform/database/packets.js';
import { DirectWrites } from '../src/platform/database/direct-writes.js';
import { Unavailable } from '../src/platform/domain/domain-error.js';
import { SYSTEM } from '../src/platform/domain/performer.js';
import { UnitOfWork } from '../src/platform/work/unit-of-work.js';
import type { Tx } from '../src/platform/work/tx.js';
import { type TestApp, startApp } from './support/app.js';
import { freePort } from './support/free-port.js';
import { Given } from './support/given.js';
import { openPool } from './support/open-pool.js';
import { watchStatements } from './support/statements.js';

const MARK = 'INSERT INTO platform.handled_events (event_id, listener) VALUES (gen_random_uuid(), $1)';

/** ADR 12: what goes to PostgreSQL in one packet, and what a failure leaves of it. */
describe('batches of statements', () => {
  let app: TestApp;
  let work: UnitOfWork;
  const packets: { texts: string[]; requestId: string | undefined }[] = [];
  const stopWatching = watchStatements((texts, requestId) => packets.push({ texts, requestId }));

  beforeAll(async () => {
    app = await startApp();
    work = app.nest.get(UnitOfWork, { strict: false });
  });
  afterAll(async () => {
    stopWatching();
    await app?.stop();
  });

  const marks = async (name: string) =>
    (await app.db.query('SELECT FROM platform.handled_events WHERE listener = $1', [name])).rowCount;

  it('BEGIN, the locks and the first questions are one packet, and so are the last writes and COMMIT', async () => {
    const locks = [
      ['setting', 'one'],
      ['setting', 'other'],
    ] as const;
    const ask = (tx: Tx) => Promise.all([tx.query('SELECT 1 AS one'), tx.query('SELECT $1::int AS two', [2])]);
    expect(await work.run(SYSTEM, ask, { locks })).toEqual([[{ one: 1 }], [{ two: 2 }]]);
    const lock = expect.stringContaining('pg_advisory_xact_lock') as string;
    const first = packets.findIndex(({ texts }) => texts.includes('SELECT 1 AS one'));
    expect(packets[first]!.texts).toEqual(['BEGIN', lock, 'SELECT 1 AS one', 'SELECT $1::int AS two']);
  });

  it('nothing runs after a failure in the same packet, nor in a later one of the transaction', async () => {
    const failing = work.run(SYSTEM, async (tx) => {
      const first = tx.query('SELECT 1 / $1::int', [0]);
      const second = tx.query(MARK, ['behind']);
      await expect(first).rejects.toThrow('division by zero');
      await expect(second).rejects.toThrow('division by zero');
      await tx.query(MARK, ['later']);
    });
    await expect(failing).rejects.toThrow('division by zero');
    expect([await marks('behind'), await marks('later')]).toEqual([0, 0]);
  });

  it('work that is given up leaves nothing behind: before it has asked anything, and while it is asking', async () => {
    const locks = [['setting', 'given up']] as const;
    const early = () => Promise.reject(new Error('no'));
    const midway = async (tx: Tx) => {
      void tx.query(MARK, ['given up']);
      await pause();
      throw new Error('no');
    };
    for (const giveUp of [early, midway]) {
      for (let round = 0; round < 5; round += 1)
        await expect(work.run(SYSTEM, giveUp, { locks })).rejects.toThrow('no');
      const { rows } = await app.db.query(
        `SELECT count(*)::int AS held FROM pg_locks l JOIN pg_database d ON d.oid = l.database
          WHERE d.datname = current_database() AND l.locktype = 'advisory'
            AND (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended('setting:given up', 0)`,
      );
      expect(rows).toEqual([{ held: 0 }]);
    }
    expect(await marks('given up')).toBe(0);
  });

  it('a failure that the work keeps to itself is no commit', async () => {
    const silent = work.run(SYSTEM, async (tx) => {
      await tx.query(MARK, ['before']);
      await tx.query('SELECT 1 / $1::int', [0]).catch(() => undefined);
    });
    await expect(silent).rejects.toThrow('division by zero');
    expect(await marks('before')).toBe(0);
  });

  it('a statement that failed works on the same connection when it is run again, and answers with its columns', async () => {
    const half = (of: number) => work.run(SYSTEM, (tx) => tx.query('SELECT 10 / $1::int AS half', [of]));
    for (let round = 0; round < 30; round += 1) {
      await expect(half(0)).rejects.toThrow('division by zero');
      expect(await half(2)).toEqual([{ half: 5 }]);
    }
  });

  it('a value that cannot be written down fails by itself, and the transaction goes on', async () => {
    const endless: Record<string, unknown> = {};
    endless.self = endless;
    await work.run(SYSTEM, async (tx) => {
      await expect(tx.query(MARK, [endless])).rejects.toThrow('circular');
      await tx.query(MARK, ['kept']);
    });
    expect(await marks('kept')).toBe(1);
  });

  it('a direct write is one packet that stays, and is refused inside a unit of work, whose rollback could not undo it', async () => {
    const writes = app.nest.get(DirectWrites, { strict: false });
    await writes.write(MARK, ['direct']);
    expect(packets.filter(({ texts }) => texts.includes(MARK)).at(-1)!.texts).toEqual([MARK]);
    await expect(work.run(SYSTEM, () => writes.write(MARK, ['inside']))).rejects.toThrow('A unit of work is running');
    expect([await marks('direct'), await marks('inside')]).toEqual([1, 0]);
  });

  it('rows are held until the unit of work ends; outside of one, until the statement does', async () => {
    const database = app.nest.get(Database, { strict: false });
    const hold = () =>
      database.hold<{ id: string }>('SELECT id FROM branches.organisation WHERE only_row = $1 FOR SHARE', [true]);
    const free = async () => (await app.db.query('SELECT FROM branches.organisation FOR UPDATE SKIP LOCKED')).rowCount;
    const held = await work.run(SYSTEM, async () => {
      const rows = await hold();
      return [rows.length, await free()];
    });
    expect(held).toEqual([1, 0]);
    expect([(await hold()).length, await free()]).toEqual([1, 1]);
  });

  it('small questions that are asked together are one packet, and fail together', async () => {
    const database = app.nest.get(Database, { strict: false });
    const ask = (...texts: string[]) => together(() => Promise.allSettled(texts.map((text) => database.query(text))));
    const good = await ask('SELECT 1 AS one', 'SELECT 2 AS two');
    expect(good).toMatchObject([{ value: [{ one: 1 }] }, { value: [{ two: 2 }] }]);
    expect(packets.at(-1)!.texts).toEqual(['SELECT 1 AS one', 'SELECT 2 AS two']);
    const bad = await ask('SELECT 3 AS three', 'SELECT 1 / 0', 'SELECT 4 AS four');
    expect(bad.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    // What is asked only after an answer goes out by itself, and in a unit of work all of it joins the transaction.
    await together(async () => database.query(`SELECT ${(await database.query('SELECT 5 AS five')).length}`));
    expect(packets.slice(-2).map(({ texts }) => texts)).toEqual([['SELECT 5 AS five'], ['SELECT 1']]);
    await work.run(SYSTEM, () => ask('SELECT 6 AS six'));
    expect(packets.findLast(({ texts }) => texts.includes('SELECT 6 AS six'))!.texts[0]).toBe('BEGIN');
  });

  it('a statement has one plan for all values, but for those that are planned anew, in a transaction and outside', async () => {
    const database = app.nest.get(Database, { strict: false });
    const MODE = `SELECT current_setting('plan_cache_mode') AS mode, $1::text`;
    const modes = async () => [
      await database.query(MODE, ['']),
      await database.queryPlanned(MODE, ['']),
      await database.query(MODE, ['']),
    ];
    const expected = ['generic', 'custom', 'generic'].map((kind) => [
      expect.objectContaining({ mode: `force_${kind}_plan` }),
    ]);
    expect(await modes()).toEqual(expected);
    expect(await work.run(SYSTEM, modes)).toEqual(expected);
    expect(await together(modes)).toEqual(expected);
  });

  it('of questions that are asked together, none waits for an answer where PostgreSQL cannot be reached', async () => {
    const pool = openPool(`postgres://nobody@127.0.0.1:${await freePort()}/nothing`);
    const database = new Database({ driver: { master: pool } } as unknown as DataSource);
    const asked = ['SELECT 1', 'SELECT 2'];
    const answers = await together(() => Promise.allSettled(asked.map((text) => database.query(text))));
    expect(answers).toEqual(asked.map(() => ({ status: 'rejected', reason: expect.any(Unavailable) as unknown })));
    await pool.end();
  });

  it('the session, which every screen asks for, takes two: the session itself, then all that the console starts with', async () => {
    const given = new Given(app);
    const { client } = await given.user(await given.branch(), ['booker']);
    const from = packets.length;
    await client.expect(200, 'GET', '/session');
    expect(packets.slice(from).map(({ texts }) => texts.length)).toEqual([1, 3]);
  });

  it('BK-4: making a booking takes three: the session, what the checks look at, the insert and the record with COMMIT; then the names', async () => {
    const given = new Given(app);
    const branchId = await given.branch();
    const booker = await given.user(branchId, ['booker']);
    await booker.client.expect(201, 'POST', '/bookings', await given.wish(await given.vehicle(branchId), 2, 2));
    const { requestId } = packets.find(({ texts }) =>
      texts.some((text) => text.startsWith('INSERT INTO bookings.bookings')),
    )!;
    const sent = packets.filter((each) => each.requestId === requestId);
    // The vehicle's lock and BEGIN are in the second, which asks for the vehicle and the people. The third inserts, asks
    // whether the session still acts (ID-15), records and commits. The names of the answer are asked for when the lock is
    // free again.
    expect(sent.map(({ texts }) => texts.length)).toEqual([1, 4, 4, 1]);
  });
});
