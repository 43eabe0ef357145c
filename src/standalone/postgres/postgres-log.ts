import { closeSync, fchownSync, fstatSync, ftruncateSync, openSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const LIMIT = 5 * 1024 * 1024;
const LOOK_EVERY = 60_000;
const TAIL = 2_000;

/** The file PostgreSQL writes its log to: appended to by every start, emptied when it grows beyond 5 MB. */
export class PostgresLog {
  readonly path: string;
  /** Becomes the server's standard output, so that the server needs no access to the file's folder. */
  readonly fd: number;
  readonly #begin: number;
  readonly #timer: NodeJS.Timeout;

  constructor(path: string) {
    this.path = path;
    // In append mode, a process that writes after the file was emptied continues at its new end.
    this.fd = openSync(path, 'a+', 0o600);
    if (process.geteuid?.() === 0) {
      // So that a user can continue with a folder that root has used once.
      const { uid, gid } = statSync(dirname(path));
      fchownSync(this.fd, uid, gid);
    }
    this.#emptyWhenLarge();
    this.#begin = fstatSync(this.fd).size;
    this.#timer = setInterval(() => this.#emptyWhenLarge(), LOOK_EVERY).unref();
  }

  /** The last lines written since this object was made. */
  tail(): string {
    const { size } = fstatSync(this.fd);
    const from = Math.max(this.#begin, size - TAIL);
    const buffer = Buffer.alloc(Math.max(0, size - from));
    return buffer.toString('utf8', 0, readSync(this.fd, buffer, 0, buffer.length, from)).trim();
  }

  close(): void {
    clearInterval(this.#timer);
    closeSync(this.fd);
  }

  #emptyWhenLarge(): void {
    if (fstatSync(this.fd).size > LIMIT) ftruncateSync(this.fd, 0);
  }
}
