import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';
import { CannotStart } from '../config/cannot-start.js';

export interface Listener {
  port: number;
  stop(): Promise<void>;
}

/** Waits until the server listens and says on which port; a port that is taken is named. */
export async function listening(server: Server, what: string, host: string, port: number): Promise<number> {
  try {
    if (!server.listening) await once(server, 'listening');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === 'EADDRINUSE' ? 'the port is taken' : message;
    throw new CannotStart(`The development inbox cannot listen on port ${port} of ${host} (${what}): ${why}.`, {
      cause: error,
    });
  }
  return (server.address() as AddressInfo).port;
}
