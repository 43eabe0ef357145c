import { jest } from '@jest/globals';
import { Client } from 'pg';
import { PRE_RELEASE } from '../src/platform/database/pre-release.js';
import { createDatabase, type TestDatabase } from './support/database.js';
import { BuiltProcess, endAll } from './support/processes.js';
import { appliedTo, schemaOf } from './support/schema.js';

/** However busy the machine is. */
const PATIENCE_MS = 100_000;
jest.setTimeout(2 * PATIENCE_MS);

describe('a database of before the first release', () => {
  let database: TestDatabase;
  let db: Client;
  let baseline: string[];
  let schema: string[];

  beforeAll(async () => {
    database = await createDatabase();
    db = new Client({ connectionString: database.url });
    await db.connect();
    baseline = await appliedTo(db);
    schema = await schemaOf(db);
    await db.query(`UPDATE bookings.reasons SET name = 'Trade' WHERE key = 'business'`);
  });
  afterAll(async () => {
    await endAll();
    await db?.end();
    await database?.drop();
  });

  const noteAsApplied = async (names: string[]) => {
    await db.query('DELETE FROM migrations');
    await db.query(
      'INSERT INTO migrations (timestamp, name) SELECT right(name, 13)::bigint, name FROM unnest($1::text[]) AS name',
      [names],
    );
  };
  const migrate = async (...args: string[]) => {
    const process = new BuiltProcess('migrate', { env: { DATABASE_URL: database.url }, args });
    const { code } = await process.end(PATIENCE_MS);
    return { code, output: process.output.trim() };
  };

  it('keeps its data if it has all migrations of that time, also if two hosts migrate at once', async () => {
    await noteAsApplied(PRE_RELEASE);
    const before = await migrate('status');
    expect([before.code, before.output]).toEqual([1, expect.stringContaining(`pending: ${baseline.join(', ')}`)]);
    const upToDate = { code: 0, output: 'no migration is pending' };
    expect(await Promise.all([migrate(), migrate()])).toEqual([upToDate, upToDate]);
    expect(await appliedTo(db)).toEqual(baseline);
    expect(await schemaOf(db)).toEqual(schema);
    expect((await db.query(`SELECT FROM bookings.reasons WHERE name = 'Trade'`)).rowCount).toBe(1);
  });

  it.each([
    ['only some of them', PRE_RELEASE.slice(0, -1)],
    ['another one of that time', [...PRE_RELEASE, 'FleetAddTrailers1796020000000']],
  ])('is refused and left as it is if it has %s', async (_, names) => {
    await noteAsApplied(names);
    const { code, output } = await migrate();
    expect(code).toBe(1);
    expect(output.split('\n')).toEqual([
      'Motorpool cannot start:',
      expect.stringMatching(/^A pre-release version made this database.* delete the database that DATABASE_URL names/),
    ]);
    expect(await appliedTo(db)).toEqual(names);
    expect(await schemaOf(db)).toEqual(schema);
  });
});
