import { jest } from '@jest/globals';
import { createDatabase, type TestDatabase } from './support/database.js';
import { checkSql, SCRATCH, UNRESOLVABLE } from './support/native/sql/check.js';

/** However busy the machine is. */
jest.setTimeout(600_000);

describe('the SQL of src', () => {
  let database: TestDatabase;
  let found: Awaited<ReturnType<typeof checkSql>>;

  beforeAll(async () => {
    database = await createDatabase();
    found = await checkSql(database.url);
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
