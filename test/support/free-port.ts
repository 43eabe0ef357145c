import { createServer } from 'node:net';

/** Below the ports that Linux gives to outgoing connections and to servers that ask for any: those may be gone a moment later. */
const FIRST = 10_000;
const PER_WORKER = 2_500;
const WORKERS = 8;

const band = FIRST + (Number(process.env.JEST_WORKER_ID ?? 0) % WORKERS) * PER_WORKER;
// From a random one on, since several test runs may share the machine.
let next = Math.floor(Math.random() * PER_WORKER);

/** A TCP port that is free and that this Jest worker gives to nobody else. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = band + (next++ % PER_WORKER);
    if (await isFree(port)) return port;
  }
}

/** On all addresses: many services listen on more than the loopback one. */
function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
      .once('error', () => resolve(false))
      .listen(port, () => server.close(() => resolve(true)));
  });
}
