import { jest } from '@jest/globals';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createDatabase, type TestDatabase } from './support/database.js';
import { SCRATCH } from './support/native/sql/broken.js';
import type { checkSql } from './support/native/sql/check.js';
import { UNRESOLVABLE } from './support/native/sql/unresolvable.js';

/** However busy the machine is. */
jest.setTimeout(600_000);

const run = promisify(execFile);
const native = join(import.meta.dirname, 'support/native');
/** In a process of its own: what the compiler needs for it is given back at once. */
const PROGRAM = `
  const { checkSql } = await import(${JSON.stringify(join(native, 'sql/check.ts'))});
  process.stdout.write(JSON.stringify(await checkSql(process.env.DATABASE_URL)));`;

describe('the SQL of src', () => {
  let database: TestDatabase;
  let found: Awaited<ReturnType<typeof checkSql>>;

  beforeAll(async () => {
    database = await createDatabase();
    const args = ['--import', join(native, 'hooks.mjs'), '--input-type=module', '--eval', PROGRAM];
    const env = { PATH: process.env.PATH, DATABASE_URL: database.url };
    const { stdout } = await run(process.execPath, args, { env, maxBuffer: 1e8 });
    found = JSON.parse(stdout) as typeof found;
  });
  afterAll(() => database?.drop());

  it('is prepared, and answers and takes what the code says', () => {
    expect(found.src.findings).toEqual([]);
  });

  it('fits the entities', () => {
    expect(found.entities).toEqual([]);
  });

  it('is all known, but for what is listed with its reason', () => {
    const { unknown, sites, texts } = found.src;
    expect(Object.entries(unknown).filter(([name]) => !(name in UNRESOLVABLE))).toEqual([]);
    expect(Object.keys(UNRESOLVABLE).filter((name) => !(name in unknown))).toEqual([]);
    // Nearly as many as there were when this was written: a reading that finds nothing finds nothing wrong.
    expect(sites).toBeGreaterThan(380);
    expect(texts).toBeGreaterThan(600);
  });

  it('is seen where it is broken', () => {
    const { findings, unknown } = found.scratch;
    const seen = new Set(findings.map((line) => line.replace(/^[^:]+:\d+: /, '')));
    expect([...seen].sort()).toEqual([...SCRATCH.findings].sort());
    expect(Object.keys(unknown)).toEqual([`${SCRATCH.path}: unknown`]);
  });
});
