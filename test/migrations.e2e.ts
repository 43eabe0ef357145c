import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { createDatabase, type TestDatabase } from './support/database.js';
import { BuiltProcess, endAll } from './support/processes.js';

const run = promisify(execFile);

/** Everything that a migration could leave different, as text. */
const SCHEMA = `
  SELECT concat_ws(' ', 'column', table_schema, table_name, column_name, data_type, udt_name, is_nullable,
                   column_default, is_identity, is_generated, generation_expression, collation_name) AS line
    FROM information_schema.columns WHERE table_schema NOT IN ('pg_catalog', 'information_schema')
  UNION ALL SELECT concat_ws(' ', 'index', indexdef) FROM pg_indexes WHERE schemaname NOT IN ('pg_catalog')
  UNION ALL SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid), convalidated)
    FROM pg_constraint WHERE connamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema')
  UNION ALL SELECT concat_ws(' ', 'comment', classoid::regclass, objoid::regclass, objsubid, description)
    FROM pg_description JOIN pg_class ON pg_class.oid = objoid AND relnamespace::regnamespace::text <> 'pg_catalog'
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
  const start = () => new BuiltProcess('migrate', { env: { DATABASE_URL: database.url } });
  let first: string[];

  it('are applied once by two hosts at once', async () => {
    const processes = [start(), start()];
    const ends = await Promise.all(processes.map((process) => process.end()));
    expect(ends.map(({ code }) => code)).toEqual([0, 0]);
    const told = processes.map(({ output }) => output.trim()).sort();
    expect(told[0]).toMatch(/^applied: /);
    expect(told[1]).toBe('nothing to apply');
    const names = (await applied()).map(({ name }) => name);
    expect(told[0]).toBe(`applied: ${names.join(', ')}`);
    expect(new Set(names).size).toBe(names.length);
    first = await schema();
    expect(first.length).toBeGreaterThan(100);
  });

  it('can all be undone, and then leave nothing of theirs', async () => {
    // By the built program: Jest's module loader does not reach what TypeORM imports by pattern.
    const program = `import { migrateDown } from './dist/src/platform/database/migrate.js';
      await migrateDown(process.env.DATABASE_URL, true);`;
    await run(process.execPath, ['--input-type=module', '--eval', program], {
      env: { PATH: process.env.PATH, DATABASE_URL: database.url },
    });
    expect(await applied()).toEqual([]);
    const left = (await schema()).filter((line) => /^(column|schema|trigger)/.test(line));
    expect(left.filter((line) => !/ public/.test(line) && !/information_schema/.test(line))).toEqual([]);
  });

  it('make the same schema again after they were undone', async () => {
    const again = start();
    expect(await again.end()).toMatchObject({ code: 0 });
    expect(again.output).toMatch(/^applied: /);
    expect(await schema()).toEqual(first);
  });

  it('find nothing to do when they are there', async () => {
    const again = start();
    expect(await again.end()).toMatchObject({ code: 0 });
    expect(again.output.trim()).toBe('nothing to apply');
  });
});
