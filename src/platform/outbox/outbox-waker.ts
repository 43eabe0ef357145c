import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { poolOf } from '../database/ambient.js';

export const OUTBOX_CHANNEL = 'motorpool_outbox';

/** Shortest time between two notifications: each is a commit, for which PostgreSQL lets one at a time write its log. */
const GAP_MS = 20;

/**
 * Tells the relays of every process that events wait. Sent after the commit and not in it, since PostgreSQL lets only
 * one transaction at a time commit a NOTIFY; the relay's poll covers a notification that is lost.
 */
@Injectable()
export class OutboxWaker {
  readonly #logger = new Logger('Outbox');
  #sending = false;
  #again = false;

  constructor(private readonly dataSource: DataSource) {}

  /** Returns at once. Calls that come while one is being sent, or shortly after, become one more. */
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
