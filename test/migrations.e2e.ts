import { jest } from '@jest/globals';
import { execFile } from 'node:child_process';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { createDatabase, type TestDatabase } from './support/database.js';
import { BuiltProcess, endAll } from './support/processes.js';
import { appliedTo, schemaOf } from './support/schema.js';

const run = promisify(execFile);
/** However busy the machine is. */
const PATIENCE_MS = 100_000;
jest.setTimeout(2 * PATIENCE_MS);

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

  const schema = () => schemaOf(db);
  const applied = () => appliedTo(db);
  const start = (args: string[] = [], build = 'dist') =>
    new BuiltProcess('migrate', { env: { DATABASE_URL: database.url }, args, build });
  const told = async (args: string[] = [], build?: string) => {
    const process = start(args, build);
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
    const names = await applied();
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
    const names = await applied();
    const newest = names.at(-1)!;
    expect(await told(['status'])).toEqual({
      code: 0,
      output: `${names.length} applied, the newest: ${newest}\nno migration is pending`,
    });
    expect(await told(['down'])).toEqual({ code: 0, output: `undone: ${newest}` });
    expect(await applied()).toEqual(names.slice(0, -1));
    expect(await told(['status'])).toEqual({
      code: 1,
      output: `${names.length - 1} applied, the newest: ${names.at(-2)}\npending: ${newest}`,
    });
    expect(await told()).toEqual({ code: 0, output: `applied: ${newest}` });
    expect(await schema()).toEqual(first);
  });

  describe('a later version with one migration more', () => {
    const folder = `test/output/later-${process.pid}`;
    const later = (args?: string[]) => told(args, folder);
    const name = 'BookingsAddColour1900000000000';
    const drops = 'the colours of before';

    beforeAll(() => {
      cpSync('dist/src', `${folder}/src`, { recursive: true });
      cpSync('dist/migrations', `${folder}/migrations`, { recursive: true });
      writeFileSync(
        `${folder}/migrations/1900000000000-bookings-add-colour.js`,
        `export class ${name} {
           thrownAway = '${drops}';
           up(runner) { return runner.query('ALTER TABLE bookings.reasons ADD COLUMN colour text'); }
           down(runner) { return runner.query('ALTER TABLE bookings.reasons DROP COLUMN colour'); }
         }`,
      );
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it('adds to the baseline, which is not applied again', async () => {
      expect(await later()).toEqual({ code: 0, output: `applied: ${name}` });
    });

    it('O-8: down refuses to lose data until it is told to, and says what no way down brings back', async () => {
      await db.query(`UPDATE bookings.reasons SET colour = 'blue'`);
      const before = await schema();
      const refused = await later(['down']);
      expect(refused.code).toBe(1);
      expect(refused.output).toContain(`Undoing ${name} would lose data`);
      expect(refused.output).toContain('- bookings.reasons.colour: 3 values');
      expect(refused.output).toContain('npm run migrate -- down --lose-data');
      expect(await schema()).toEqual(before);
      expect((await db.query(`SELECT FROM bookings.reasons WHERE colour = 'blue'`)).rowCount).toBe(3);
      expect(await later(['down', '--lose-data'])).toEqual({
        code: 0,
        output: [`undone: ${name}`, `cannot be restored, because it was dropped permanently: ${drops}`].join('\n'),
      });
      expect(await schema()).toEqual(first);
    });
  });

  it('O-8: down does not drop a context with the rows that it begins with, unless it is told to', async () => {
    const names = await applied();
    while (!(await applied()).at(-1)!.startsWith('Bookings')) expect(await told(['down'])).toMatchObject({ code: 0 });
    const refused = await told(['down']);
    expect([refused.code, refused.output]).toEqual([1, expect.stringContaining('- bookings.reasons.name: 3 values')]);
    expect(await told()).toMatchObject({ code: 0 });
    expect(await applied()).toEqual(names);
    expect(await schema()).toEqual(first);
  });

  it('O-8: down leaves alone what a newer version applied', async () => {
    await db.query(`INSERT INTO migrations (timestamp, name) VALUES (9000000000000, 'FromTheFuture9000000000000')`);
    const refused = await told(['down']);
    expect(refused.code).toBe(1);
    expect(refused.output).toContain('does not know the newest migration, FromTheFuture9000000000000');
    const { code, output } = await told(['status']);
    expect([code, output]).toEqual([
      0,
      expect.stringContaining('not known to this version: FromTheFuture9000000000000'),
    ]);
    await db.query(`DELETE FROM migrations WHERE timestamp = 9000000000000`);
  });

  it('O-8: refuses words that it does not know, and says what there is', async () => {
    const unknown = [['dwon'], ['down', 'all'], ['--help'], ['status', 'down'], ['constructor']];
    const answers = await Promise.all(unknown.map((args) => told(args)));
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
      expect(process.output).toMatch(/^0 applied, the newest: none\npending: PlatformCreateSchema1796036400000, /);
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
