import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';
import { CannotStart } from '../../platform/config/cannot-start.js';

export interface ListeningPort {
  port: number;
  /** Resolves if it stops listening by itself. */
  lost: Promise<CannotStart>;
  stop(): Promise<void>;
}

/** Waits until the server listens, and returns the port; the error names a port that is taken. */
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

/** Resolves when a server stops listening although nobody stopped it. */
export function lossOf(server: Server, what: string): Promise<CannotStart> {
  return new Promise((resolve) => {
    server.once('close', () => resolve(new CannotStart(`The development inbox stopped listening (${what}).`)));
  });
}
