import { Pool } from 'pg';

/**
 * Connections of a test's own. `end()` answers before the server has closed them, so a database that is dropped right after
 * may still end one by force; without somebody who hears of it, that would fail the test.
 */
export function openPool(url: string, max = 1): Pool {
  const pool = new Pool({ connectionString: url, max });
  pool.on('error', () => undefined);
  return pool;
}
