import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './free-port.js';
import { isRequired } from './required.js';

export interface TestRedis {
  url: string;
  process: ChildProcess;
  stop(): Promise<void>;
}

/** A Redis of one's own on a free port, or undefined where there is no redis-server and nothing demands one. */
export async function startTestRedis(dataDir: string, port?: number): Promise<TestRedis | undefined> {
  if (spawnSync('redis-server', ['--version']).status !== 0) {
    if (isRequired('redis')) throw new Error('MOTORPOOL_REQUIRE names redis, and there is no redis-server.');
    return undefined;
  }
  const at = port ?? (await freePort());
  const server = spawn('redis-server', ['--port', String(at), '--save', '', '--appendonly', 'no', '--dir', dataDir], {
    stdio: 'ignore',
  });
  await untilListening(at);
  return {
    url: `redis://127.0.0.1:${at}`,
    process: server,
    stop: async () => {
      if (server.exitCode !== null || server.signalCode !== null) return;
      const exited = once(server, 'exit');
      server.kill('SIGKILL');
      await exited;
    },
  };
}

async function untilListening(port: number): Promise<void> {
  for (const until = Date.now() + 5_000; ; await pause(50)) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
      socket.unref().setTimeout(500);
      socket.on('connect', () => socket.destroy());
    });
    if (isOpen) return;
    if (Date.now() > until) throw new Error(`redis-server does not listen on ${port}.`);
  }
}
