import { setTimeout as pause } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';

/** For all attempts: who starts a process waits for ten seconds at most. */
const PATIENCE_MS = 5_000;
const ATTEMPT_MS = 2_500;
const REST_MS = 300;
const OLDEST = 15;

/**
 * What is wrong with a database, in a line that begins with DATABASE_URL and gives no password away; undefined where nothing is.
 * One that does not answer yet is asked again for some seconds: it may have been started a moment ago.
 */
export async function databaseProblem(url: string, patienceMs = PATIENCE_MS): Promise<string | undefined> {
  for (const until = Date.now() + patienceMs; ; await pause(REST_MS)) {
    const problem = await attempt(url);
    if (!problem) return undefined;
    if (problem.isLasting || Date.now() >= until) return `DATABASE_URL: ${problem.text}`;
  }
}

interface Problem {
  text: string;
  /** Whether another attempt would find the same. */
  isLasting: boolean;
}

async function attempt(url: string): Promise<Problem | undefined> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: ATTEMPT_MS,
    query_timeout: ATTEMPT_MS,
    application_name: 'motorpool',
  });
  // If the connection breaks later, the query reports it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string }>(`SELECT current_setting('server_version_num') AS version`);
    const version = Math.floor(Number(rows[0]!.version) / 10_000);
    return version < OLDEST ? lasting(`expected PostgreSQL ${OLDEST} to 18, and this is ${version}`) : undefined;
  } catch (error) {
    return connectionProblem(error as NodeJS.ErrnoException, new URL(url));
  } finally {
    void client.end().catch(() => undefined);
  }
}

function connectionProblem(error: NodeJS.ErrnoException, { hostname, port, pathname, username }: URL): Problem {
  const place = `${hostname}:${port || 5432}`;
  const name = decodeURIComponent(pathname.slice(1));
  const user = decodeURIComponent(username);
  switch (error.code) {
    case '28P01':
    case '28000':
      return lasting(`PostgreSQL at ${place} rejects the user "${user}" or its password; expected valid credentials`);
    case '3D000':
      return lasting(`PostgreSQL at ${place} has no database "${name}"; expected one that exists`);
    case '42501':
      return lasting(`"${user}" may not connect to the database "${name}"; expected its owner`);
    case 'ENOTFOUND':
      return lasting(`the host "${hostname}" cannot be found; expected the host of a PostgreSQL server`);
  }
  if (error instanceof DatabaseError && !/^(08|53|57)/.test(error.code ?? ''))
    return lasting(`${place}: ${error.message}`);
  const why = error.code ?? error.message;
  return {
    text: `PostgreSQL cannot be reached at ${place} (${why}); expected a server that accepts connections`,
    isLasting: false,
  };
}

const lasting = (text: string): Problem => ({ text, isLasting: true });
