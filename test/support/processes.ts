import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

export interface Launch {
  /** The whole environment but PATH: nothing of the test's own leaks in. */
  env: Record<string, string>;
  /** The leader of a process group of its own, as a command at a terminal is. */
  leader?: boolean;
  /** What stands behind its name. */
  args?: string[];
  /** A program to start it with, such as setpriv. */
  prefix?: string[];
  /** The folder of another build. */
  build?: string;
}

export interface End {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** From the signal, or from the start, to the end. */
  ms: number;
}

const running = new Set<BuiltProcess>();

/** For afterAll: what a failed test left running would keep Jest from ending. */
export async function endAll(): Promise<void> {
  await Promise.all([...running].map((process) => process.kill()));
}

/** A process of the built program (`npm run build`), as production runs it. */
export class BuiltProcess {
  /** Everything that it printed. */
  output = '';
  readonly child: ChildProcess;
  readonly #ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  #since = Date.now();

  constructor(
    program: 'main' | 'api' | 'worker' | 'migrate' | 'after-restore',
    { env, leader = false, prefix = [], args = [], build = 'dist' }: Launch,
  ) {
    const command = [process.execPath, '--enable-source-maps', `${build}/src/${program}.js`];
    const [file, ...rest] = [...prefix, ...command, ...args];
    this.child = spawn(file!, rest, {
      env: { PATH: process.env.PATH!, ...env },
      detached: leader,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout!, this.child.stderr!]) {
      stream.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    }
    // 'close': the output is whole by then.
    this.#ended = once(this.child, 'close').then(([code, signal]) => ({ code, signal }));
    const onExit = () => this.child.kill('SIGKILL');
    process.once('exit', onExit);
    running.add(this);
    void this.#ended.then(() => {
      running.delete(this);
      process.removeListener('exit', onExit);
    });
  }

  get pid(): number {
    return this.child.pid!;
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Sends the signal, and waits for nothing. */
  signal(signal: NodeJS.Signals): void {
    this.#since = Date.now();
    this.child.kill(signal);
  }

  /** Ctrl-C at a terminal: every process of the group is told. */
  interruptGroup(): void {
    this.#since = Date.now();
    process.kill(-this.pid, 'SIGINT');
  }

  async end(patienceMs = 20_000): Promise<End> {
    const late = new AbortController();
    const patience = pause(patienceMs, undefined, { signal: late.signal }).then(() => {
      throw new Error(`The process still runs after ${patienceMs} ms:\n${this.output}`);
    });
    patience.catch(() => undefined);
    try {
      return { ...(await Promise.race([this.#ended, patience])), ms: Date.now() - this.#since };
    } finally {
      late.abort();
    }
  }

  async kill(): Promise<void> {
    if (this.running) this.signal('SIGKILL');
    await this.end();
  }

  /** @throws Error with its output where it ends first, or does not answer in time */
  async untilReady(origin: string, patienceMs = 60_000): Promise<void> {
    for (const until = Date.now() + patienceMs; ; await pause(50)) {
      if (!this.running) throw new Error(`The process ended before it was ready:\n${this.output}`);
      if (await isReady(origin)) return;
      if (Date.now() > until) throw new Error(`The process is not ready after ${patienceMs} ms:\n${this.output}`);
    }
  }

  async untilPrinted(text: RegExp, patienceMs = 60_000): Promise<void> {
    for (const until = Date.now() + patienceMs; !text.test(this.output); await pause(25)) {
      if (!this.running) throw new Error(`The process ended before it printed ${text}:\n${this.output}`);
      if (Date.now() > until) throw new Error(`The process did not print ${text}:\n${this.output}`);
    }
  }
}

async function isReady(origin: string): Promise<boolean> {
  try {
    const { status } = await fetch(`${origin}/health/ready`, { signal: AbortSignal.timeout(2_000) });
    return status === 200;
  } catch {
    return false;
  }
}
