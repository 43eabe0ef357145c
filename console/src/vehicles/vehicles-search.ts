import { oneOf, type Search, textIn } from '../search-params';

export const STATES = ['active', 'disabled', 'archived'] as const;

export interface VehiclesSearch {
  q?: string;
  branchId?: string;
  kind?: string;
  state?: (typeof STATES)[number];
  groupId?: string;
  /** What is open in a sheet: the id of a vehicle, or `new`. */
  open?: string;
}

export const readVehiclesSearch = (search: Search): VehiclesSearch => ({
  q: textIn(search, 'q'),
  branchId: textIn(search, 'branchId'),
  kind: textIn(search, 'kind'),
  state: oneOf(search, 'state', STATES),
  groupId: textIn(search, 'groupId'),
  open: textIn(search, 'open'),
});
