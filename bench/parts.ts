import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { migrate } from '../src/platform/database/migrate.js';
import { startEmbeddedPostgres } from '../src/standalone/postgres/embedded-postgres.js';

/** As `npm run start:api` and `start:worker` have it; the baseline runs with the same. */
const FLAGS = ['--max-semi-space-size=8', '--import', new URL('../src/source-maps.js', import.meta.url).href];

export interface Parts {
  databaseUrl: string;
  /** The service: one API process, as in production. */
  service: string;
  /** The same SQL behind a plain http server. */
  bare: string;
  /** One more worker; resolves to what ends it. */
  startWorker(settings?: Record<string, string>): Promise<() => Promise<void>>;
  /** Ends the worker that was there from the beginning, and starts it again. */
  stopWorker(): Promise<void>;
  keepWorker(): Promise<void>;
  /** Resident memory of the two, in bytes, by name. */
  memory(): Record<string, number>;
  stop(): Promise<void>;
}

/**
 * PostgreSQL as it comes (fsync on), the built service with its default log, a worker with an SMTP server that takes
 * everything, and the baseline, each in a process of its own.
 */
export async function startParts({ worker = true } = {}): Promise<Parts> {
  const dataDir = await mkdtemp(join(tmpdir(), 'motorpool-bench-'));
  const log = openSync(join(dataDir, 'bench.log'), 'a');
  const postgres = await startEmbeddedPostgres({ dataDir });
  await migrate(postgres.url);
  const children: ChildProcess[] = [];
  const launch = (file: string, env: Record<string, string>) => {
    const program = fileURLToPath(new URL(file, import.meta.url));
    return spawn(process.execPath, [...FLAGS, program], {
      env: { PATH: '', ...env },
      stdio: ['ignore', log, 'inherit'],
    });
  };
  /** @returns its address, when it is ready */
  const begin = async (file: string, env: Record<string, string>, portName = 'PORT') => {
    const port = String(await freePort());
    const child = launch(file, { ...env, [portName]: port });
    const address = `http://localhost:${port}`;
    await untilReady(`${address}/health/ready`);
    return { child, address };
  };
  const smtpPort = String(await freePort());
  children.push(launch('./smtp-sink.js', { PORT: smtpPort }));
  const settings = {
    DATABASE_URL: postgres.url,
    SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
    SECRET_KEY: 'a key that only the benchmark knows',
    TRUSTED_PROXIES: 'loopback',
  };
  const service = await begin('../src/api.js', settings);
  const bare = await begin('./bare-server.js', settings);
  children.push(service.child, bare.child);
  const startWorker = async (more: Record<string, string> = {}) => {
    const { child } = await begin('../src/worker.js', { ...settings, ...more }, 'WORKER_PORT');
    return child;
  };
  let first = worker ? await startWorker() : undefined;
  const stopWorker = async () => {
    if (first) await ended(first);
    first = undefined;
  };
  return {
    databaseUrl: postgres.url,
    service: service.address,
    bare: bare.address,
    startWorker: async (more) => {
      const child = await startWorker(more);
      return () => ended(child);
    },
    stopWorker,
    keepWorker: async () => void (first ??= await startWorker()),
    memory: () => ({ api: residentOf(service.child), ...(first && { worker: residentOf(first) }) }),
    stop: async () => {
      await stopWorker();
      for (const child of children) await ended(child);
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Resident memory of a process, in bytes, as Linux tells it. */
function residentOf({ pid }: ChildProcess): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1];
  return Number(kilobytes) * 1_024;
}

async function ended(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  await once(child, 'exit');
}

async function untilReady(url: string): Promise<void> {
  for (const until = Date.now() + 60_000; Date.now() < until; await pause(100)) {
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
