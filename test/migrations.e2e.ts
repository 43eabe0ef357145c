import { jest } from '@jest/globals';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { createDatabase, type TestDatabase } from './support/database.js';
import { BuiltProcess, endAll } from './support/processes.js';

const run = promisify(execFile);
/** However busy the machine is. */
const PATIENCE_MS = 100_000;
jest.setTimeout(2 * PATIENCE_MS);

/** Everything that a migration could leave different, as text. */
const SCHEMA = `
  SELECT concat_ws(' ', 'column', table_schema, table_name, column_name, data_type, udt_name, is_nullable,
                   column_default, is_identity, is_generated, generation_expression, collation_name) AS line
    FROM information_schema.columns WHERE table_schema NOT IN ('pg_catalog', 'information_schema')
  UNION ALL SELECT concat_ws(' ', 'index', indexdef) FROM pg_indexes WHERE schemaname NOT IN ('pg_catalog')
  UNION ALL SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid), convalidated)
    FROM pg_constraint WHERE connamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema')
  UNION ALL SELECT concat_ws(' ', 'comment', classoid::regclass, objoid::regclass, attname, description)
    FROM pg_description JOIN pg_class ON pg_class.oid = objoid AND relnamespace::regnamespace::text <> 'pg_catalog'
    LEFT JOIN pg_attribute ON attrelid = objoid AND attnum = objsubid
  UNION ALL SELECT concat_ws(' ', 'routine', oid::regprocedure, prosrc)
    FROM pg_proc WHERE pronamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema')
  UNION ALL SELECT concat_ws(' ', 'trigger', tgrelid::regclass, pg_get_triggerdef(oid)) FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL SELECT concat_ws(' ', 'schema', nspname) FROM pg_namespace WHERE nspname !~ '^pg_'
  ORDER BY 1`;

describe('the migrations', () => {
  let database: TestDatabase;
  let db: Client;

  beforeAll(async () => {
    database = await createDatabase({ empty: true });
    db = new Client({ connectionString: database.url });
    await db.connect();
  });
  afterAll(async () => {
    await endAll();
    await db?.end();
    await database?.drop();
  });

  const schema = async () => (await db.query<{ line: string }>(SCHEMA)).rows.map(({ line }) => line);
  const applied = async () => (await db.query<{ name: string }>('SELECT name FROM migrations ORDER BY id')).rows;
  const start = (...args: string[]) => new BuiltProcess('migrate', { env: { DATABASE_URL: database.url }, args });
  const told = async (...args: string[]) => {
    const process = start(...args);
    const { code } = await process.end(PATIENCE_MS);
    return { code, output: process.output.trim() };
  };
  let first: string[];

  it('are applied once by two hosts at once', async () => {
    const processes = [start(), start()];
    const ends = await Promise.all(processes.map((process) => process.end(PATIENCE_MS)));
    expect(ends.map(({ code }) => code)).toEqual([0, 0]);
    const outputs = processes.map(({ output }) => output.trim()).sort();
    expect(outputs[0]).toMatch(/^applied: /);
    expect(outputs[1]).toBe('no migration is pending');
    const names = (await applied()).map(({ name }) => name);
    expect(outputs[0]).toBe(`applied: ${names.join(', ')}`);
    expect(new Set(names).size).toBe(names.length);
    first = await schema();
    expect(first.length).toBeGreaterThan(100);
  });

  it('can all be undone, and then leave nothing of theirs', async () => {
    // By the built program: Jest's module loader does not reach what TypeORM imports by pattern.
    const program = `import { migrateAllDown } from './dist/src/platform/database/migrate-down.js';
      await migrateAllDown(process.env.DATABASE_URL);`;
    await run(process.execPath, ['--input-type=module', '--eval', program], {
      env: { PATH: process.env.PATH, DATABASE_URL: database.url },
    });
    expect(await applied()).toEqual([]);
    const left = (await schema()).filter((line) => /^(column|schema|trigger)/.test(line));
    expect(left.filter((line) => !/ public/.test(line) && !/information_schema/.test(line))).toEqual([]);
  });

  it('make the same schema again after they were undone', async () => {
    const again = start();
    expect(await again.end(PATIENCE_MS)).toMatchObject({ code: 0 });
    expect(again.output).toMatch(/^applied: /);
    expect(await schema()).toEqual(first);
  });

  it('find nothing to do when they are there', async () => {
    const again = start();
    expect(await again.end(PATIENCE_MS)).toMatchObject({ code: 0 });
    expect(again.output.trim()).toBe('no migration is pending');
  });

  it('O-8: down undoes one, status says what is missing then, and up brings it back', async () => {
    const names = (await applied()).map(({ name }) => name);
    const newest = names.at(-1)!;
    expect(await told('status')).toEqual({
      code: 0,
      output: `${names.length} applied, the newest: ${newest}\nno migration is pending`,
    });
    expect(await told('down')).toEqual({ code: 0, output: `undone: ${newest}` });
    expect((await applied()).map(({ name }) => name)).toEqual(names.slice(0, -1));
    expect(await told('status')).toEqual({
      code: 1,
      output: `${names.length - 1} applied, the newest: ${names.at(-2)}\npending: ${newest}`,
    });
    expect(await told()).toEqual({ code: 0, output: `applied: ${newest}` });
    expect(await schema()).toEqual(first);
  });

  it('O-8: down refuses to lose data until it is told to, and says what no way down brings back', async () => {
    const undoTo = async (name: string) => {
      while ((await applied()).at(-1)!.name !== name) expect(await told('down')).toMatchObject({ code: 0 });
    };
    await undoTo('FleetKeepPhotos1795989912000');
    // Photos of no vehicle, for brevity: the constraint goes with the table, and comes back with it.
    await db.query('ALTER TABLE fleet.vehicle_photos DROP CONSTRAINT vehicle_photos_vehicle');
    await db.query(
      `INSERT INTO fleet.vehicle_photos VALUES (gen_random_uuid(), gen_random_uuid(), 'x'), (gen_random_uuid(), gen_random_uuid(), 'y')`,
    );
    const before = await schema();
    const refused = await told('down');
    expect(refused.code).toBe(1);
    expect(refused.output).toContain('Undoing FleetKeepPhotos1795989912000 would lose data');
    expect(refused.output).toContain('- fleet.vehicle_photos.image: 2 values');
    expect(refused.output).toContain('npm run migrate -- down --lose-data');
    expect(await schema()).toEqual(before);
    expect((await db.query('SELECT FROM fleet.vehicle_photos')).rowCount).toBe(2);
    expect(await told('down', '--lose-data')).toEqual({
      code: 0,
      output: [
        'undone: FleetKeepPhotos1795989912000',
        'cannot be restored, because it was dropped permanently: the addresses of photos (fleet.vehicles.photo_url)',
      ].join('\n'),
    });
    expect(await told()).toMatchObject({ code: 0, output: expect.stringMatching(/^applied: FleetKeepPhotos/) });
    expect(await schema()).toEqual(first);
  });

  it('O-8: down leaves alone what a newer version applied', async () => {
    await db.query(`INSERT INTO migrations (timestamp, name) VALUES (9000000000000, 'FromTheFuture9000000000000')`);
    const refused = await told('down');
    expect(refused.code).toBe(1);
    expect(refused.output).toContain('does not know the newest migration, FromTheFuture9000000000000');
    const { code, output } = await told('status');
    expect([code, output]).toEqual([
      0,
      expect.stringContaining('not known to this version: FromTheFuture9000000000000'),
    ]);
    await db.query(`DELETE FROM migrations WHERE timestamp = 9000000000000`);
  });

  it('O-8: refuses words that it does not know, and says what there is', async () => {
    const unknown = [['dwon'], ['down', 'all'], ['--help'], ['status', 'down'], ['constructor']];
    const answers = await Promise.all(unknown.map((args) => told(...args)));
    for (const [index, { code, output }] of answers.entries()) {
      expect(code).toBe(1);
      expect(output).toContain(`Unknown command: migrate ${unknown[index]!.join(' ')}.`);
      expect(output).toContain('npm run migrate -- status');
    }
    expect(await schema()).toEqual(first);
  });

  it('O-8: status of an empty database names everything, and makes nothing', async () => {
    const empty = await createDatabase({ empty: true });
    try {
      const process = new BuiltProcess('migrate', { env: { DATABASE_URL: empty.url }, args: ['status'] });
      expect(await process.end(PATIENCE_MS)).toMatchObject({ code: 1 });
      expect(process.output).toMatch(/^0 applied, the newest: none\npending: PlatformCreateTables1795219200000, /);
      const down = new BuiltProcess('migrate', { env: { DATABASE_URL: empty.url }, args: ['down'] });
      expect([await down.end(PATIENCE_MS), down.output.trim()]).toMatchObject([{ code: 0 }, 'nothing to undo']);
      const client = new Client({ connectionString: empty.url });
      await client.connect();
      const tables = await client.query(`SELECT FROM pg_tables WHERE schemaname !~ '^(pg_|information_schema)'`);
      await client.end();
      expect(tables.rowCount).toBe(0);
    } finally {
      await empty.drop();
    }
  });
});
