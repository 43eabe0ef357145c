import { spawn, spawnSync, type ChildProcess, type StdioOptions } from 'node:child_process';
import { chownSync, lchownSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CannotStart } from '../../platform/config/cannot-start.js';

/** The user a PostgreSQL program runs as. */
export interface Identity {
  uid: number;
  gid: number;
}

/**
 * Who PostgreSQL must run as; undefined means "as this process". PostgreSQL refuses to run as root, so root steps
 * down: to the owner of the folder where there is one (root may look at a user's clone without taking it over),
 * else to `nobody`.
 */
export function identityFor(folder: string): Identity | undefined {
  const me = process.geteuid?.();
  if (me === undefined)
    throw new CannotStart('The embedded PostgreSQL runs on Linux and macOS only. Set DATABASE_URL.');
  const owner = statSync(folder, { throwIfNoEntry: false });
  if (me !== 0) {
    if (owner !== undefined && owner.uid !== me) {
      throw new CannotStart(
        `The database in ${folder} belongs to user id ${owner.uid}, this process runs as ${me}. ` +
          'Start as that user, give the folder to this one (chown -R), or set DATA_DIR to another folder.',
      );
    }
    return undefined;
  }
  if (process.platform !== 'linux') {
    throw new CannotStart('PostgreSQL refuses to run as root. Start as an ordinary user, or set DATABASE_URL.');
  }
  return owner !== undefined && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : nobody();
}

function nobody(): Identity {
  const entry = /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'));
  return { uid: Number(entry?.[1] ?? 65_534), gid: Number(entry?.[2] ?? 65_534) };
}

/** Gives a folder of root's, with all in it, to the user PostgreSQL runs as. A folder already given stays as it is. */
export function giveTo(identity: Identity | undefined, folder: string): void {
  if (identity === undefined || statSync(folder).uid === identity.uid) return;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    lchownSync(join(folder, name), identity.uid, identity.gid);
  }
  // Last, so that a run cut off half-way is started again.
  chownSync(folder, identity.uid, identity.gid);
}

/**
 * How a program that works in `folder` names it. Under root the way to the folder may lead through one that
 * `nobody` may not enter (/root, a clone of mode 0700). The program is then started inside the folder, which root
 * may enter, and calls it by this name, which the kernel resolves without walking the way again. So the data stay
 * where they belong and the program needs no privilege.
 */
export function folderNameFor(folder: string, identity: Identity | undefined): string {
  return identity === undefined ? folder : '/proc/self/cwd';
}

export interface Launch {
  folder: string;
  identity: Identity | undefined;
  stdio: StdioOptions;
}

/**
 * Starts a PostgreSQL program inside `folder`, in a separate session: Ctrl-C goes to every process of the
 * terminal's group, and the database must outlive the requests being finished. The kernel tells it to shut down
 * if this process is killed, where setpriv is there to ask for that.
 */
export function launch(program: string, args: string[], { folder, identity, stdio }: Launch): ChildProcess {
  const [file, ...all] = [...withParent(), program, ...args] as [string, ...string[]];
  // A separate environment: the database must not see the service's secrets, nor PG* settings.
  // eslint-disable-next-line no-restricted-properties -- where the system keeps its programs is no setting of ours
  const env = { PATH: process.env.PATH };
  return spawn(file, all, { cwd: folder, ...identity, stdio, detached: true, env });
}

let prefix: string[] | undefined;

function withParent(): string[] {
  if (prefix === undefined) {
    const setpriv = ['setpriv', '--pdeathsig', 'INT', '--'];
    const works = spawnSync('setpriv', [...setpriv.slice(1), 'true'], { stdio: 'ignore' }).status === 0;
    prefix = works ? setpriv : [];
  }
  return prefix;
}
