import { Client } from 'pg';
import type { QueryRunner } from 'typeorm';
import { AccessKeepOnlyChanges1795394000000 } from '../migrations/1795394000000-access-keep-only-changes.js';
import { createDatabase, type TestDatabase } from './support/database.js';

interface Changed {
  key: string;
  added: string[];
  removed: string[];
}

describe('the migration that keeps only what an organisation changed of its roles', () => {
  let database: TestDatabase;
  let db: Client;
  const migration = new AccessKeepOnlyChanges1795394000000();
  const runner = { query: (sql: string, values?: unknown[]) => db.query(sql, values) } as unknown as QueryRunner;

  beforeAll(async () => {
    database = await createDatabase();
    db = new Client({ connectionString: database.url });
    await db.connect();
  });
  afterAll(async () => {
    await db?.end();
    await database?.drop();
  });

  const permissionsOf = async (key: string) =>
    (await db.query<{ permissions: string[] }>('SELECT permissions FROM access.roles WHERE key = $1', [key])).rows[0]!
      .permissions;
  const changes = async () =>
    (
      await db.query<Changed>(
        `SELECT key, added, removed FROM access.roles WHERE added <> '{}' OR removed <> '{}' ORDER BY key`,
      )
    ).rows;
  const ids = async () => (await db.query('SELECT id, key FROM access.roles ORDER BY id')).rows;

  it('keeps every id and every change of a grant, there, back, and there again', async () => {
    const known = await ids();
    expect(known).toHaveLength(16);
    const own = `INSERT INTO access.roles (id, key, name, description, reach, added)
                 VALUES (gen_random_uuid(), 'guards', 'Guards', 'Watch', 'home', '{branches.read}')`;
    await db.query(own);
    await migration.down(runner);
    expect(await permissionsOf('guards')).toEqual(['branches.read']);
    const branchAdmin = await permissionsOf('branch_admin');
    expect([...branchAdmin].sort()).toEqual([...new Set(branchAdmin)].sort());
    expect(branchAdmin).toHaveLength(22);
    await db.query(`UPDATE access.roles SET permissions = array_remove(permissions, 'users.suspend') || '{users.delete}'
                     WHERE key = 'branch_admin'`);
    await migration.up(runner);
    const changed = [
      { key: 'branch_admin', added: ['users.delete'], removed: ['users.suspend'] },
      { key: 'guards', added: ['branches.read'], removed: [] },
    ];
    expect(await changes()).toEqual(changed);
    await migration.down(runner);
    const expected = [...branchAdmin.filter((key) => key !== 'users.suspend'), 'users.delete'];
    expect((await permissionsOf('branch_admin')).sort()).toEqual(expected.sort());
    await migration.up(runner);
    expect(await changes()).toEqual(changed);
    expect((await ids()).filter(({ key }) => key !== 'guards')).toEqual(known);
  });
});
