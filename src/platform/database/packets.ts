import { AsyncLocalStorage } from 'node:async_hooks';
import type { Pool, QueryResultRow } from 'pg';
import type { PendingStatement } from './batch.js';
import { runOn } from './statements.js';

/**
 * Questions outside of a transaction that travel together: those of one turn of the event loop go out as one packet, on
 * whichever connection is free, and share the time limit of one. If one of them fails, the whole packet fails.
 */
class Packets {
  #waiting: PendingStatement[] = [];

  async ask<Row extends QueryResultRow>(pool: Pool, statement: PendingStatement): Promise<Row[]> {
    if (this.#waiting.push(statement) === 1) process.nextTick(() => this.#send(pool));
    return (await statement.answer).rows as Row[];
  }

  #send(pool: Pool): void {
    const statements = this.#waiting.splice(0);
    runOn(pool, statements).catch((error: unknown) => {
      // Where no connection was free, none of them knows yet.
      for (const statement of statements) statement.fail(error as Error);
    });
  }
}

/** Where questions outside of a transaction go, if they are to go together. */
export const ambientPackets = new AsyncLocalStorage<Packets>();

/**
 * What is asked at once within `work` goes to PostgreSQL together. For small questions: a round trip costs both sides more
 * than most of them do, and each would take a connection of its own. Those that take long are better asked side by side.
 */
export const together = <Result>(work: () => Promise<Result>): Promise<Result> =>
  ambientPackets.run(new Packets(), work);
