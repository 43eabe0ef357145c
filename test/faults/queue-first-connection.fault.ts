import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { Deployment } from '../support/deployment.js';
import { Given } from '../support/given.js';

const REFUSALS = 4;

/** Lets everybody through to PostgreSQL but the queue, which it refuses at first. */
async function choosyProxy(databaseUrl: string): Promise<{ url: string; refused: () => number; stop: () => void }> {
  const target = new URL(databaseUrl);
  let refused = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', (startup: Buffer) => {
      if (startup.includes('motorpool-queue') && refused < REFUSALS) {
        refused += 1;
        socket.destroy();
        return;
      }
      const onward = connect(Number(target.port), target.hostname);
      sockets.add(onward);
      onward.on('error', () => socket.destroy());
      onward.write(startup);
      socket.pipe(onward).pipe(socket);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${(server.address() as { port: number }).port}`;
  const stop = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { url: url.href, refused: () => refused, stop };
}

describe('with the queue on a PostgreSQL that refuses its first connections', () => {
  it('a worker that is being started waits, does not spin, and sends mail as soon as it is let in', async () => {
    const motorpool = await Deployment.start();
    const proxy = await choosyProxy(motorpool.settings.DATABASE_URL!);
    try {
      const given = new Given(motorpool);
      const branchId = await given.branch();
      const booker = await given.user(branchId, ['booker']);
      await motorpool.workers[0]!.kill();
      motorpool.settings.DATABASE_URL = proxy.url;
      const worker = motorpool.startWorker(0);
      const wish = await given.wish(await given.vehicle(branchId));
      await booker.client.expect(201, 'POST', '/bookings', wish);
      await motorpool.settled(60_000);
      expect(proxy.refused()).toBe(REFUSALS);
      expect(worker.running).toBe(true);
      expect(motorpool.mail.to(booker.email, /confirmed/)).toHaveLength(1);
      expect(worker.output.split('\n').length).toBeLessThan(200);
    } finally {
      await motorpool.stop();
      proxy.stop();
    }
  }, 120_000);
});
