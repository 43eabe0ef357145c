import { setTimeout as pause } from 'node:timers/promises';
import { connected } from './reads.js';
import { startParts } from './parts.js';
import { printLine } from './table.js';

const SECONDS = Number(process.env.BENCH_IDLE_SECONDS ?? 30);
const MOST_MB = 180;
const MOST_STATEMENTS = 3;

/** What a fresh API and a fresh worker hold of memory, and what they ask of PostgreSQL while nobody asks for anything. */
const parts = await startParts();
try {
  for (const [name, bytes] of Object.entries(parts.memory())) {
    const mb = bytes / 2 ** 20;
    printLine({
      name: `memory of a fresh ${name}`,
      service: `${mb.toFixed(0)} MB`,
      target: `≤ ${MOST_MB} MB`,
      met: mb <= MOST_MB,
    });
  }
  const client = await connected(parts);
  const transactions = async () => {
    const { rows } = await client.query<{ count: string }>(
      'SELECT xact_commit + xact_rollback AS count FROM pg_stat_database WHERE datname = current_database()',
    );
    return Number(rows[0]!.count);
  };
  // What a start brings with it is over.
  await pause(10_000);
  const before = await transactions();
  await pause(SECONDS * 1_000);
  const perSecond = ((await transactions()) - before) / SECONDS;
  await client.end();
  printLine({
    name: 'statements of an idle service',
    service: `${perSecond.toFixed(1)}/s`,
    target: `≤ ${MOST_STATEMENTS}/s`,
    met: perSecond <= MOST_STATEMENTS,
  });
} finally {
  await parts.stop();
}
