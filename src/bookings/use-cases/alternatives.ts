import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { VehicleNotFree, type Wanted } from '../domain/errors.js';
import { AvailabilityQueries } from './availability.queries.js';

const MOST = 5;

/** BK-4: whoever does not get a vehicle is told what else is free then. */
@Injectable()
export class Alternatives {
  constructor(private readonly availability: AvailabilityQueries) {}

  /** Looks only after the work has let go of its locks: of a thousand who want one vehicle none waits for another's search. */
  async orElse<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof VehicleNotFree) || !error.wanted || !actor.may('book', 'Vehicle')) throw error;
      throw new VehicleNotFree(error.message || undefined, { alternatives: await this.#free(actor, error.wanted) });
    }
  }

  async #free(actor: Actor, { branchId, period, people, groupIds }: Wanted): Promise<{ id: string; name: string }[]> {
    const search = { from: period.start, to: period.end, branchIds: [branchId], seats: people };
    const free = await this.availability.freeVehicles(actor, groupIds, search, MOST);
    return free.map(({ id, name }) => ({ id, name }));
  }
}
