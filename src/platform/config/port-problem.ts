import { once } from 'node:events';
import { createServer } from 'node:net';

/** Why the service cannot listen there, in a line that begins with the setting; undefined if it can. */
export async function portProblem(setting: string, port: number, host: string): Promise<string | undefined> {
  const server = createServer().listen(port, host);
  try {
    await once(server, 'listening');
    return undefined;
  } catch (error) {
    return listenProblem(error, setting, port) ?? `${setting}: ${(error as Error).message}`;
  } finally {
    server.close();
  }
}

/** The same for an error of `listen`; undefined for other errors. */
export function listenProblem(error: unknown, setting: string, port: number): string | undefined {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return `${setting}: ${port} is in use by another program; expected a free port`;
  if (code === 'EACCES') return `${setting}: this user may not listen on ${port}; expected a port above 1023`;
  if (code === 'EADDRNOTAVAIL')
    return 'HOST: this machine does not have that address; expected an address of this machine';
  return undefined;
}
