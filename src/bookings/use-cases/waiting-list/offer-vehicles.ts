import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import { SYSTEM } from '../../../platform/domain/performer.js';
import { Sweeps } from '../../../platform/schedule/sweeps.js';
import type { Tx } from '../../../platform/work/tx.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { WaitingEntry } from '../../domain/waiting-entry.js';
import { OfferableVehicles } from './offerable-vehicles.js';
import { OVER, WaitingQueries } from './waiting.queries.js';

const EVERY_MS = 5_000;
const SOME_WAIT = `
  (EXISTS (SELECT FROM bookings.waiting_entries WHERE state = 'waiting')
    OR EXISTS (SELECT FROM bookings.waiting_entries WHERE state = 'offered'))`;
const AT_ONCE = 500;
const WAITING = `id = $1 AND state = 'waiting'`;
/** Workers take turns to end and make offers. */
const TURN = [['setting', 'waiting-list']] as const;

/**
 * BK-14: offers free vehicles to the first in line. It looks at what is free now, whatever freed it. An offer that its person
 * can no longer accept is taken back: they keep their place, and the next in line is asked.
 */
@Injectable()
export class OfferVehicles {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: WaitingQueries,
    private readonly offerable: OfferableVehicles,
    private readonly config: Config,
    sweeps: Sweeps,
  ) {
    sweeps.add('OfferVehicles', EVERY_MS, () => this.run(), SOME_WAIT);
  }

  async run(now = new Date()): Promise<void> {
    await this.#end(now);
    await this.#takeBack(now);
    for await (const id of this.queries.inLine(now)) await this.#offer(id, now);
  }

  #end(now: Date): Promise<void> {
    return this.work.run(
      SYSTEM,
      async (tx) => {
        for (const entry of await tx.findAll(WaitingEntry, `(${OVER}) ORDER BY id LIMIT ${AT_ONCE}`, [now])) {
          entry.lapse();
          await tx.save(entry);
        }
      },
      { locks: TURN },
    );
  }

  /** Somebody else has booked the vehicle, it is out of service, or a rule has changed. */
  #takeBack(now: Date): Promise<void> {
    return this.work.run(
      SYSTEM,
      async (tx) => {
        for (const entry of await tx.findAll(WaitingEntry, `state = 'offered' ORDER BY id`, [])) {
          if (await this.offerable.firstFor(entry, now, entry.offeredVehicleId!)) continue;
          entry.wait();
          await tx.save(entry);
        }
      },
      { locks: TURN },
    );
  }

  #offer(id: string, now: Date): Promise<void> {
    return this.work.run(
      SYSTEM,
      async (tx) => {
        const asked = await tx.find(WaitingEntry, WAITING, [id]);
        const vehicle = asked && (await this.offerable.firstFor(asked, now));
        const entry = vehicle && (await this.#firstInLine(tx, vehicle.id, now));
        if (!entry) return;
        const notice = vehicle.limits?.minNoticeMinutes ?? 0;
        entry.offer(vehicle.id, this.config.values.WAITING_OFFER_MINUTES, now, notice);
        await tx.save(entry);
      },
      { locks: TURN },
    );
  }

  /**
   * The first person in line who could book the vehicle: it may have become free after the people before `asked` were
   * checked.
   */
  async #firstInLine(tx: Tx, vehicleId: string, now: Date): Promise<WaitingEntry | undefined> {
    for await (const id of this.queries.inLine(now, vehicleId)) {
      const entry = await tx.find(WaitingEntry, WAITING, [id]);
      if (entry && (await this.offerable.firstFor(entry, now, vehicleId))) return entry;
    }
    return undefined;
  }
}
