import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface SlowPostgres {
  url: string;
  /** How many connections that may be late were asked for. */
  readonly asked: number;
  stop(): void;
}

/**
 * PostgreSQL behind a proxy that holds back the first answer on some connections; the others get through at once.
 *
 * @param delayOf for the number of the connection, from 1, how long in milliseconds; Infinity for ever
 * @param whose the application name of those connections
 */
export async function slowPostgres(
  databaseUrl: string,
  delayOf: (connection: number) => number,
  whose = 'motorpool-queue',
): Promise<SlowPostgres> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const timers = new Set<NodeJS.Timeout>();
  let asked = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', (startup: Buffer) => {
      const onward = connect(Number(target.port), target.hostname);
      sockets.add(onward);
      onward.on('error', () => socket.destroy());
      onward.on('close', () => socket.destroy());
      socket.on('close', () => onward.destroy());
      onward.write(startup);
      socket.pipe(onward);
      const delay = startup.includes(`\0${whose}\0`) ? delayOf((asked += 1)) : 0;
      if (delay === 0) onward.pipe(socket);
      else if (Number.isFinite(delay)) timers.add(setTimeout(() => onward.pipe(socket), delay));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${(server.address() as { port: number }).port}`;
  return {
    url: url.href,
    get asked() {
      return asked;
    },
    stop() {
      for (const timer of timers) clearTimeout(timer);
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
