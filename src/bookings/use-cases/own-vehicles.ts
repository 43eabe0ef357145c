import type { Actor } from '../../access/index.js';
import { InvalidInput, UnknownReference } from '../../platform/domain/domain-error.js';
import type { SeriesException } from '../domain/series/series-exceptions.js';
import type { Site } from './booking-context.queries.js';

/** Each vehicle's context is a query of its own, so the number is limited. */
const MOST_OWN_VEHICLES = 20;

/**
 * The vehicles that single bookings of a series have instead of the series' own. @throws InvalidInput if there are too many
 */
export function ownVehiclesOf(exceptions: readonly SeriesException[]): string[] {
  const own = new Set(exceptions.flatMap(({ vehicleId }) => vehicleId ?? []));
  if (own.size <= MOST_OWN_VEHICLES) return [...own];
  const message = `must not contain more than ${MOST_OWN_VEHICLES} vehicles`;
  throw new InvalidInput([{ field: 'exceptions', code: 'too_many_vehicles', message }]);
}

/** @throws UnknownReference; InvalidInput for a vehicle of another branch */
export function ensureOfBranch(
  actor: Actor,
  exceptions: readonly SeriesException[],
  sites: ReadonlyMap<string, Site>,
  branchId: string,
): void {
  for (const [number, { vehicleId }] of exceptions.entries()) {
    if (!vehicleId) continue;
    const field = `exceptions.${number}.vehicleId`;
    const site = knownSite(actor, sites.get(vehicleId), field);
    if (site.branchId === branchId) continue;
    throw new InvalidInput([{ field, code: 'other_branch', message: 'must be a vehicle of the same branch' }]);
  }
}

/** @throws UnknownReference where there is no such vehicle, or none that they may know of */
export function knownSite(actor: Actor, site: Site | undefined, field: string): Site {
  const knows = (of: Site) =>
    actor.can('book', 'Vehicle', of) ||
    actor.can('read', 'Vehicle', of) ||
    actor.can('change', 'Booking', { branchId: of.branchId });
  if (site && knows(site)) return site;
  throw new UnknownReference(field);
}
