import type { Vehicle } from './board-query';
import type { Filters } from './use-filters';

export const vehiclesShown = (vehicles: readonly Vehicle[], { kind, locationId, groupId }: Filters): Vehicle[] =>
  vehicles.filter(
    (vehicle) =>
      (!kind || vehicle.kind === kind) &&
      (!locationId || vehicle.locationId === locationId) &&
      (!groupId || vehicle.groupIds.includes(groupId)),
  );
