import type { ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { readPostmasterPid } from './cluster-takeover.js';
import type { PostgresLog } from './postgres-log.js';
import { folderNameFor, type Identity, launch } from './run-as.js';

/** After a crash, the server first replays its log; for a small service that takes seconds. */
const START_PATIENCE = 60_000;
const FAST_STOP_PATIENCE = 10_000;
const HARD_STOP_PATIENCE = 5_000;

const DEFAULTS: Record<string, string> = {
  max_connections: '200',
  shared_buffers: '128MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  // Leaves out the lines that quote people's data.
  log_error_verbosity: 'terse',
};

export interface ServerOptions {
  program: string;
  folder: string;
  identity: Identity | undefined;
  log: PostgresLog;
  /** 0: any free one. */
  port: number;
  settings: Record<string, string>;
}

export interface PostgresServer {
  port: number;
  /** Says how it ended; never rejects. */
  ended: Promise<string>;
  stop(): Promise<void>;
}

/** Starts the server and waits until it takes connections. */
export async function startServer(options: ServerOptions): Promise<PostgresServer> {
  for (let attempt = 1; ; attempt++) {
    const port = options.port === 0 ? await freePort() : options.port;
    try {
      return await startOn(port, options);
    } catch (error) {
      if (!(error instanceof PortTaken)) throw error;
      // A free port may be taken between the check and the start; a requested one stays taken.
      if (options.port !== 0 || attempt === 3) throw error;
    }
  }
}

class PortTaken extends Error {}

async function startOn(port: number, options: ServerOptions): Promise<PostgresServer> {
  const { program, folder, identity, log } = options;
  const settings = {
    ...DEFAULTS,
    ...options.settings,
    // Cannot be overridden: only this machine can reach the server, and it always requires a password.
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port: String(port),
  };
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = launch(program, ['-D', folderNameFor(folder, identity), ...args], {
    folder,
    identity,
    stdio: ['ignore', log.fd, log.fd],
  });
  const ended = endOf(child);
  // A process that ends without stop() (process.exit, an uncaught error) still stops its database, even without setpriv.
  const onExit = () => child.kill('SIGINT');
  process.once('exit', onExit);
  child.unref();

  const stop = async () => {
    if (await hasEnded(ended, 0)) return;
    child.kill('SIGINT');
    if (await hasEnded(ended, FAST_STOP_PATIENCE)) return;
    child.kill('SIGQUIT');
    if (await hasEnded(ended, HARD_STOP_PATIENCE)) return;
    child.kill('SIGKILL');
    await ended;
  };
  const finish = () => process.removeListener('exit', onExit);

  try {
    await untilServerReady(child, ended, folder);
  } catch (error) {
    await stop();
    finish();
    const tail = log.tail();
    if (/could not bind|Address already in use/.test(tail)) {
      throw new PortTaken(`The embedded PostgreSQL cannot listen on port ${port} of 127.0.0.1: it is taken.`);
    }
    throw new Error(`The embedded PostgreSQL did not start: ${(error as Error).message}\n${tail}\n(${log.path})`);
  }
  void ended.then(finish);
  return { port, ended, stop: () => stop().finally(finish) };
}

async function untilServerReady(child: ChildProcess, ended: Promise<string>, folder: string): Promise<void> {
  let end: string | undefined;
  void ended.then((how) => (end = how));
  for (const limit = Date.now() + START_PATIENCE; Date.now() < limit; await sleep(10)) {
    if (end !== undefined) throw new Error(end);
    const server = readPostmasterPid(folder);
    if (server?.pid === child.pid && server?.ready) return;
  }
  throw new Error(`not ready after ${START_PATIENCE / 1000} s`);
}

/** Says how the program ended; never rejects. */
function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      // Also raised if a signal cannot be sent, while the program still runs.
      if (child.pid === undefined) resolve(error.message);
    });
    child.once('exit', (code, signal) => resolve(`it ended with ${signal ?? `code ${code}`}`));
  });
}

async function hasEnded(ended: Promise<string>, patience: number): Promise<boolean> {
  const stopWaiting = new AbortController();
  const waiting = sleep(patience, false, { signal: stopWaiting.signal }).catch(() => false);
  const result = await Promise.race([ended.then(() => true), waiting]);
  stopWaiting.abort();
  return result;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
