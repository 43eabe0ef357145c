import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { migrate } from '../src/platform/database/migrate.js';
import { startEmbeddedPostgres } from '../src/platform/embedded/embedded-postgres.js';

export interface Parts {
  databaseUrl: string;
  /** The service: one API process, as in production. */
  service: string;
  /** The same SQL behind a plain http server. */
  bare: string;
  /** A worker beside it; resolves to what ends it. */
  startWorker(settings: Record<string, string>): () => Promise<void>;
  stop(): Promise<void>;
}

/** PostgreSQL as it comes (fsync on), the built service, and the baseline, each in a process of its own. */
export async function startParts(): Promise<Parts> {
  const dataDir = await mkdtemp(join(tmpdir(), 'motorpool-bench-'));
  const postgres = await startEmbeddedPostgres({ dataDir });
  await migrate(postgres.url);
  const children: ChildProcess[] = [];
  const launch = (file: string, env: Record<string, string>) => {
    const program = fileURLToPath(new URL(file, import.meta.url));
    return spawn(process.execPath, [program], { env: { PATH: '', ...env }, stdio: 'inherit' });
  };
  const start = async (file: string, env: Record<string, string>) => {
    const port = String(await freePort());
    children.push(launch(file, { PORT: port, ...env }));
    const address = `http://localhost:${port}`;
    await untilReady(`${address}/health/ready`);
    return address;
  };
  const settings = {
    DATABASE_URL: postgres.url,
    SMTP_URL: 'smtp://127.0.0.1:9',
    SECRET_KEY: 'a key that only the benchmark knows',
    LOG_LEVEL: 'error',
  };
  return {
    databaseUrl: postgres.url,
    service: await start('../src/api.js', settings),
    bare: await start('./bare-server.js', settings),
    startWorker: (more) => {
      const worker = launch('../src/worker.js', { ...settings, ...more });
      return () => ended(worker);
    },
    stop: async () => {
      for (const child of children) await ended(child);
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function ended(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  await once(child, 'exit');
}

async function untilReady(url: string): Promise<void> {
  for (const until = Date.now() + 30_000; Date.now() < until; await pause(100)) {
    if (
      await fetch(url).then(
        (response) => response.ok,
        () => false,
      )
    )
      return;
  }
  throw new Error(`${url} did not become ready.`);
}

/** A TCP port of the loopback address that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
      .on('error', reject)
      .listen(0, '127.0.0.1', () => {
        const { port } = server.address() as { port: number };
        server.close(() => resolve(port));
      });
  });
}
