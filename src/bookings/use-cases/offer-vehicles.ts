import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { SYSTEM } from '../../platform/domain/performer.js';
import { Sweeps } from '../../platform/schedule/sweeps.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { WaitingEntry } from '../domain/waiting-entry.js';
import { OVER, VOID, WaitingQueries } from './waiting.queries.js';

const EVERY_MS = 5_000;
const AT_ONCE = 50;

/**
 * BK-14: offers what is free to the first in line, whatever freed it: it looks at what is, and not at what happened. One
 * worker at a time makes offers.
 */
@Injectable()
export class OfferVehicles {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: WaitingQueries,
    private readonly config: Config,
    sweeps: Sweeps,
  ) {
    sweeps.add('OfferVehicles', EVERY_MS, () => this.run());
  }

  async run(now = new Date()): Promise<void> {
    await this.#end(now);
    for (let offers = 0; offers < AT_ONCE; offers += 1) if (!(await this.#offer(now))) return;
  }

  #end(now: Date): Promise<void> {
    return this.work.run(
      SYSTEM,
      async (tx) => {
        for (const entry of await tx.findAll(WaitingEntry, `${OVER} ORDER BY id LIMIT 500`, [now])) {
          entry.lapse();
          await tx.save(entry);
        }
        for (const entry of await tx.findAll(WaitingEntry, `${VOID} ORDER BY id LIMIT 500`, [])) {
          entry.wait();
          await tx.save(entry);
        }
      },
      { locks: TURN },
    );
  }

  /** @returns whether there was anything to offer */
  #offer(now: Date): Promise<boolean> {
    return this.work.run(
      SYSTEM,
      async (tx) => {
        const next = await this.queries.next(now);
        if (!next) return false;
        const entry = await tx.load(WaitingEntry, next.id);
        // Withdrawn between the question and the row: the next turn knows.
        if (entry.state !== 'waiting') return true;
        entry.offer(next.vehicleId, this.config.values.WAITING_OFFER_MINUTES, now);
        await tx.save(entry);
        return true;
      },
      { locks: TURN },
    );
  }
}

const TURN = [['setting', 'waiting-list']] as const;
