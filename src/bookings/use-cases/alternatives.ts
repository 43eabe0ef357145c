import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { translated } from '../../platform/database/failures.js';
import { type AlternativesQuery, VehicleNotFree } from '../domain/errors.js';
import { SeriesConflict } from '../domain/series/series-outcomes.js';
import { AvailabilityQueries, type FreeVehicle } from './availability.queries.js';

const MOST = 5;
/** How many vehicles to try for a series: what is free for the first booking is not always free for the others. */
const MANY = 50;

/** Another vehicle that is free. */
export type Alternative = Pick<FreeVehicle, 'id' | 'name' | 'registration' | 'kind'>;

/** BK-4: when a vehicle cannot be had, the refusal lists what else is free. */
@Injectable()
export class Alternatives {
  constructor(private readonly availability: AvailabilityQueries) {}

  /**
   * Searches only after `work` has released its locks: if a thousand people want one vehicle, none waits for another's
   * search.
   */
  async orElse<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof VehicleNotFree && error.alternativesQuery) {
        const query = error.alternativesQuery;
        const [alternatives, freeFrom] = await Promise.all([
          this.freeFor(actor, [query]),
          this.availability.freeFrom(query.vehicleId, query.period, query.bookingId),
        ]);
        throw new VehicleNotFree(error.message || undefined, { alternatives, freeFrom });
      }
      if (error instanceof SeriesConflict && error.alternativesQueries.length > 0) {
        throw new SeriesConflict(error.outcomes, [], await this.freeFor(actor, error.alternativesQueries));
      }
      throw error;
    }
  }

  /** What is free for all the queries; nothing if there are none. */
  async freeFor(actor: Actor, [first, ...rest]: readonly AlternativesQuery[]): Promise<Alternative[]> {
    if (!first) return [];
    const { branchId, period, people, groupIds } = first;
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
    const periods = rest.map((query) => query.period);
    const taken = rest.length > 0 ? await this.availability.takenAtAny(ids, periods) : new Set();
    const left = free.filter(({ id }) => !taken.has(id)).slice(0, MOST);
    return left.map(({ id, name, registration, kind }) => ({ id, name, registration, kind }));
  }
}

/**
 * For a write that the database may still refuse because somebody booked the vehicle without its lock (BK-3): adds the query
 * to the refusal, so that `Alternatives.orElse` can search.
 *
 * @throws VehicleNotFree
 */
export async function offeringAlternatives<T>(
  queryOf: () => AlternativesQuery | undefined,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const refusal = translated(error);
    const query = queryOf();
    if (!(refusal instanceof VehicleNotFree) || !query) throw error;
    throw new VehicleNotFree(refusal.message || undefined, undefined, query);
  }
}
