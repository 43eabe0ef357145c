import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { CannotStart } from '../config/cannot-start.js';
import { within } from '../within.js';

/** A queue or a worker of BullMQ. */
interface QueuePart {
  readonly name: string;
  waitUntilReady(): Promise<unknown>;
  close(force?: boolean): Promise<unknown>;
}

const ONE_START_MS = 15_000;
const ALL_STARTS_MS = 60_000;
const REST_MS = 1_000;
const logger = new Logger('Queue');

/**
 * Returns the part once it is ready, or a replacement. BullMQ on PostgreSQL never recovers from a failed first connection,
 * and reports nothing. Such a part is thrown away and made again.
 *
 * @throws CannotStart if none is ready within a minute: the process ends, and is started again
 */
export async function started<Part extends QueuePart>(first: Part, remake: () => Part): Promise<Part> {
  const until = Date.now() + ALL_STARTS_MS;
  for (let part = first; ; part = remake()) {
    try {
      await within(ONE_START_MS, part.waitUntilReady());
      return part;
    } catch (error) {
      part.close(true).catch(() => undefined);
      const reason = (error as Error).message;
      if (Date.now() > until) {
        throw new CannotStart(`The queue "${part.name}" did not start: ${reason}`);
      }
      logger.warn(`the queue "${part.name}" did not start and is tried again: ${reason}`);
      await pause(REST_MS);
    }
  }
}
