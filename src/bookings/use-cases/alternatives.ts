import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { VehicleNotFree, type Wanted } from '../domain/errors.js';
import { SeriesConflict } from '../domain/series-outcomes.js';
import { AvailabilityQueries } from './availability.queries.js';

const MOST = 5;
/** Looked at for a series: what is free for the first is not always free for the others. */
const MANY = 50;

/** BK-4: whoever does not get a vehicle is told what else is free then. */
@Injectable()
export class Alternatives {
  constructor(private readonly availability: AvailabilityQueries) {}

  /** Looks only after the work has let go of its locks: of a thousand who want one vehicle none waits for another's search. */
  async orElse<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof VehicleNotFree && error.wanted) {
        throw new VehicleNotFree(error.message || undefined, { alternatives: await this.#free(actor, [error.wanted]) });
      }
      if (error instanceof SeriesConflict && error.wanted.length > 0) {
        throw new SeriesConflict(error.outcomes, [], await this.#free(actor, error.wanted));
      }
      throw error;
    }
  }

  /** What is free for all of them. */
  async #free(actor: Actor, [first, ...rest]: readonly Wanted[]): Promise<{ id: string; name: string }[]> {
    const { branchId, period, people, groupIds } = first!;
    const manages = actor.can('change', 'Booking', { branchId });
    if (!manages && !actor.may('book', 'Vehicle')) return [];
    const search = { from: period.start, to: period.end, branchIds: [branchId], seats: people };
    const free = await this.availability.freeVehicles(
      manages ? null : actor,
      groupIds,
      search,
      rest.length > 0 ? MANY : MOST,
    );
    const ids = free.map(({ id }) => id);
    const periods = rest.map((wanted) => wanted.period);
    const taken = rest.length > 0 ? await this.availability.takenAtAny(ids, periods) : new Set();
    const left = free.filter(({ id }) => !taken.has(id)).slice(0, MOST);
    return left.map(({ id, name }) => ({ id, name }));
  }
}
