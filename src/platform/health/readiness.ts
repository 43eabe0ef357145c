import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { DatabaseState } from '../database/database-state.js';
import { DomainError, Unavailable } from '../domain/domain-error.js';
import { KeptAnswer } from './kept-answer.js';

/** The shortest time between two checks of a part, however often a load balancer asks. */
const LOOK_MS = 1_000;
/** Longer for this check, because it writes. */
const LOOK_AT_DISK_MS = 10_000;

/** Who needs a part: a process that answers requests too, or a worker alone. */
export type NeededBy = 'all' | 'workers';

interface ReadinessPart {
  neededBy: NeededBy;
  look: KeptAnswer;
  /** The message when the check itself fails, for example because it ran out of time. */
  failure: () => Unavailable;
}

/** Whether this process can do its work now. */
@Injectable()
export class Readiness implements BeforeApplicationShutdown {
  #leaving = false;
  readonly #parts: ReadinessPart[] = [];

  constructor(database: DatabaseState) {
    const failure = () => new Unavailable('PostgreSQL does not answer.', { part: 'database' });
    this.#parts.push(
      { neededBy: 'all', look: new KeptAnswer(() => database.ensureMigrated(), LOOK_MS), failure },
      { neededBy: 'all', look: new KeptAnswer(() => database.ensureWritable(), LOOK_AT_DISK_MS), failure },
    );
  }

  /** A part without which the process cannot do its work. It is looked at once a second at most. */
  watch(name: string, neededBy: NeededBy, isAlive: () => boolean | Promise<boolean>): void {
    const failure = () => new Unavailable(`The ${name} is not running.`, { part: name });
    const look = new KeptAnswer(async () => {
      if (!(await isAlive())) throw failure();
    }, LOOK_MS);
    this.#parts.push({ neededBy, look, failure });
  }

  /** From now on, the process reports that it is not ready. */
  leave(): void {
    this.#leaving = true;
  }

  beforeApplicationShutdown(): void {
    this.leave();
  }

  /**
   * @param asWorker whether the process is checked as a worker
   * @throws Unavailable naming the part that fails
   */
  async ensure(asWorker = false): Promise<void> {
    if (this.#leaving) throw new Unavailable('The process is shutting down.', { part: 'process' });
    const needed = this.#parts.filter(({ neededBy }) => asWorker || neededBy === 'all');
    await Promise.all(
      needed.map(({ look, failure }) =>
        look.ensure().catch((error: unknown) => {
          throw error instanceof DomainError ? error : failure();
        }),
      ),
    );
  }
}
