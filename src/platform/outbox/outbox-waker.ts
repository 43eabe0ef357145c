import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { poolOf } from '../database/ambient.js';

export const OUTBOX_CHANNEL = 'motorpool_outbox';

/** The shortest time between two notifications: each is a commit, and PostgreSQL commits notifications one at a time. */
const GAP_MS = 20;

/**
 * Notifies the relays of every process that events wait. It is sent after the commit and not in it, because PostgreSQL
 * commits transactions with a NOTIFY one at a time. If a notification is lost, the relay's poll finds the events. It goes
 * straight to the pool, because it stores nothing: `DirectWrites` is for statements that change a table.
 */
@Injectable()
export class OutboxWaker {
  readonly #logger = new Logger('Outbox');
  #sending = false;
  #again = false;

  constructor(private readonly dataSource: DataSource) {}

  /** Returns at once. Calls during or shortly after a notification are combined into one more. */
  wake(): void {
    if (this.#sending) this.#again = true;
    else void this.#send();
  }

  async #send(): Promise<void> {
    this.#sending = true;
    try {
      await poolOf(this.dataSource).query(`NOTIFY ${OUTBOX_CHANNEL}`);
    } catch (error) {
      this.#logger.debug(`not notified, the poll will find it: ${(error as Error).message}`);
    } finally {
      await pause(GAP_MS, undefined, { ref: false });
      this.#sending = false;
      if (this.#again) {
        this.#again = false;
        this.wake();
      }
    }
  }
}
