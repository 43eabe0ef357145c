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
 * The user that PostgreSQL must run as; undefined means this process's own. PostgreSQL refuses to run as root, so root uses
 * the owner of the folder, if that is another user, or else `nobody`.
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

/**
 * Gives a folder of root's, with its content, to the user that PostgreSQL runs as. Does nothing if that user owns it already.
 */
export function giveTo(identity: Identity | undefined, folder: string): void {
  if (identity === undefined || statSync(folder).uid === identity.uid) return;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    lchownSync(join(folder, name), identity.uid, identity.gid);
  }
  // Last, so that an interrupted run is repeated.
  chownSync(folder, identity.uid, identity.gid);
}

/**
 * The name by which a program that runs in `folder` opens it. Under root, the path may lead through a folder that `nobody`
 * may not enter (/root, a clone of mode 0700). The program is then started inside the folder, and this name resolves without
 * walking the path again. So the data stay where they belong, and the program needs no privilege.
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
 * Starts a PostgreSQL program inside `folder`, in a separate session: Ctrl-C reaches every process of the terminal's group,
 * and the database must outlive the requests that are being finished. With setpriv, the kernel shuts it down if this process
 * is killed.
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
