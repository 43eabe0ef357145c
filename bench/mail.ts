import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { SMTPServer } from 'smtp-server';
import { freePort, type Parts, startParts } from './parts.js';
import { type Seed, seed } from './seed.js';
import { ms, percentile, printLine } from './table.js';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 100);
const WARM_ROUNDS = 10;
const LIMIT_MS = 500;
const PATIENCE_MS = 30_000;
const BOOKINGS = 200_000;

/** An SMTP server that notes when it has taken a mail, by its Message-ID. */
class Sink {
  readonly taken = new Map<string, number>();
  readonly #server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, _session, done) => {
      let text = '';
      stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      stream.on('end', () => {
        this.taken.set(/^Message-ID: (.+)$/im.exec(text)![1]!.trim(), Date.now());
        done();
      });
    },
  });

  async start(port: number): Promise<this> {
    this.#server.listen(port, '127.0.0.1');
    await once(this.#server.server, 'listening');
    return this;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(resolve);
    });
  }
}

/** From the moment that an event names to the end of its mail's content at the server, with nothing else to do (issue 6). */
async function main(): Promise<void> {
  const parts = await startParts({ worker: false });
  const port = await freePort();
  const sink = await new Sink().start(port);
  const redis = await startRedis();
  try {
    const seeded = await seed(parts.databaseUrl);
    const backEnds: [string, Record<string, string>][] = [['PostgreSQL', {}]];
    if (redis) backEnds.push(['Redis', { REDIS_URL: redis.url }]);
    else console.log('There is no redis-server here: the queue on Redis is not measured.');
    for (const [queue, settings] of backEnds) {
      const stop = await parts.startWorker({ SMTP_URL: `smtp://127.0.0.1:${port}`, ...settings });
      const times = await measure(parts, seeded, sink);
      await stop();
      const [p50, p95, most] = [percentile(times, 0.5), percentile(times, 0.95), Math.max(...times)];
      printLine({
        name: `event to SMTP, ${queue}`,
        bookings: BOOKINGS,
        service: ms(p95),
        beside: { p50: ms(p50), most: ms(most) },
        target: `p95 < ${LIMIT_MS} ms`,
        met: p95 < LIMIT_MS,
      });
    }
  } finally {
    await redis?.stop();
    await sink.stop();
    await parts.stop();
  }
}

let slot = 0;

/** One booking after another, each when the mail of the last has come and a while has passed. */
async function measure(parts: Parts, seeded: Seed, sink: Sink): Promise<number[]> {
  const client = new Client({ connectionString: parts.databaseUrl });
  await client.connect();
  const times: number[] = [];
  for (let round = 0; round < WARM_ROUNDS + ROUNDS; round += 1) {
    const bookingId = await book(parts.service, seeded);
    for (const until = Date.now() + PATIENCE_MS; ; await pause(20)) {
      const { rows } = await client.query<{ at: Date; messageId: string }>(
        `SELECT o.occurred_at AS at, m.message_id AS "messageId" FROM notifications.mails m
           JOIN platform.outbox o ON o.id = m.event_id WHERE o.payload->>'bookingId' = $1`,
        [bookingId],
      );
      const arrived = rows[0] && sink.taken.get(rows[0].messageId);
      if (arrived) {
        if (round >= WARM_ROUNDS) times.push(arrived - rows[0]!.at.getTime());
        break;
      }
      if (Date.now() > until) throw new Error(`The mail of a booking did not come within ${PATIENCE_MS} ms.`);
    }
    // Not in step with the polls and sweeps of the worker, which would be luck or the want of it.
    await pause(50 + Math.random() * 250);
  }
  await client.end();
  return times;
}

async function book(origin: string, { token, vehicleIds, reasonId }: Seed): Promise<string> {
  slot += 1;
  const start = Math.floor(Date.now() / 86_400_000 + 300) * 86_400_000 + slot * 3_600_000;
  const [from, to] = [start, start + 3_600_000].map((at) => new Date(at).toISOString());
  const answer = await fetch(`${origin}/api/v1/bookings`, {
    method: 'POST',
    headers: { cookie: `motorpool=${token}`, origin, 'content-type': 'application/json' },
    body: JSON.stringify({ vehicleId: vehicleIds[slot % vehicleIds.length], start: from, end: to, reasonId }),
  });
  if (answer.status !== 201) throw new Error(`A booking was answered ${answer.status}: ${await answer.text()}`);
  return ((await answer.json()) as { id: string }).id;
}

/** One of its own, or undefined where the machine has none. */
async function startRedis(): Promise<{ url: string; stop(): Promise<void> } | undefined> {
  const port = await freePort();
  const dir = await mkdtemp(join(tmpdir(), 'motorpool-bench-redis-'));
  const server = spawn('redis-server', ['--port', String(port), '--save', '', '--dir', dir], { stdio: 'ignore' });
  const isThere = await once(server, 'spawn').then(
    () => true,
    () => false,
  );
  const stop = async () => {
    if (isThere) {
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
    await rm(dir, { recursive: true, force: true });
  };
  if (isThere) return { url: `redis://127.0.0.1:${port}`, stop };
  await stop();
  return undefined;
}

await main();
