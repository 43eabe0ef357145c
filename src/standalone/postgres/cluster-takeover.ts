import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processStart } from './process-identity.js';
import type { Identity } from './run-as.js';

/** How long each signal may take before the next, harder one is sent. */
const PATIENCE = [
  ['SIGINT', 10_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
] as const;

/**
 * Ends every PostgreSQL process that a dead Motorpool left in this folder, and removes its stale postmaster.pid. Call it only
 * while holding the folder's lock: then no running Motorpool owns them.
 */
export async function stopLeftovers(folder: string, identity: Identity | undefined): Promise<void> {
  if (!existsSync(folder)) return;
  for (const [signal, patience] of PATIENCE) {
    const running = postgresProcessesIn(folder, identity);
    const server = readPostmasterPid(folder)?.pid;
    // SIGINT tells a server to stop and its workers to give up one query, so it goes to the server only.
    const targets = signal === 'SIGINT' ? running.filter((pid) => pid === server) : running;
    if (targets.length === 0) continue;
    const starts = new Map(running.map((pid) => [pid, processStart(pid)]));
    for (const pid of targets) sendSignal(signal, pid);
    await waitUntil(() => running.every((pid) => !isStill(pid, starts.get(pid))), patience);
  }
  const stubborn = postgresProcessesIn(folder, identity);
  if (stubborn.length > 0) {
    throw new Error(`PostgreSQL processes left in ${folder} do not stop: ${stubborn.join(', ')}. End them by hand.`);
  }
  // PostgreSQL would refuse to start if another process now has the id in this file.
  rmSync(join(folder, 'postmaster.pid'), { force: true });
}

/** What postmaster.pid says: the server's process id, and whether it takes connections. */
export function readPostmasterPid(folder: string): { pid: number; ready: boolean } | undefined {
  try {
    const lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return undefined;
  }
}

/**
 * Finds PostgreSQL processes by their working directory, which is their data folder. The id in postmaster.pid may belong to
 * any process by now, and under root that file belongs to a user who must not decide what is killed.
 */
function postgresProcessesIn(folder: string, identity: Identity | undefined): number[] {
  if (process.platform !== 'linux') return [readPostmasterPid(folder)?.pid].filter(isPostgresByPs);
  const real = realpathSync(folder);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && ['postgres', 'initdb'].includes(nameOfProcess(name)))
    .filter((pid) => workingFolder(pid, identity) === real)
    .map(Number);
}

function nameOfProcess(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return ''; // gone meanwhile
  }
}

function workingFolder(pid: string, identity: Identity | undefined): string | undefined {
  const link = `/proc/${pid}/cwd`;
  try {
    return readlinkSync(link);
  } catch (error) {
    if (identity === undefined || (error as NodeJS.ErrnoException).code !== 'EACCES') return undefined;
    // Root in a container may not be able to look into other users' processes, but the users themselves can.
    return spawnSync('readlink', [link], { ...identity, cwd: '/', encoding: 'utf8' }).stdout?.trimEnd();
  }
}

function isPostgresByPs(pid: number | undefined): pid is number {
  if (pid === undefined || !Number.isInteger(pid)) return false;
  try {
    return execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .endsWith('postgres');
  } catch {
    return false;
  }
}

function sendSignal(signal: NodeJS.Signals, pid: number): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function isStill(pid: number, start: string | undefined): boolean {
  return start !== undefined && processStart(pid) === start;
}

async function waitUntil(done: () => boolean, patience: number): Promise<void> {
  for (const end = Date.now() + patience; Date.now() < end && !done();) await sleep(25);
}
