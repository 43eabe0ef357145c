import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../api/client';
import type { BookSearch } from './book-search';

/** The shared trips and the free vehicles of a search. */
export const availabilityQuery = ({
  from = '',
  to = '',
  branchId,
  seats,
  kind,
  accessoryIds,
  destination,
}: BookSearch) =>
  queryOptions({
    queryKey: ['availability', { from, to, branchId, seats, kind, accessoryIds, destination }],
    queryFn: ({ signal }) => {
      const filters = { branchId, kind, destination, ...(seats && { seats: Number(seats) }) };
      const query = { from, to, ...filters, ...(accessoryIds && { accessoryId: accessoryIds.split(',') }) };
      return dataOf(api.GET('/api/v1/availability', { params: { query }, signal }));
    },
  });

/** The vehicles of a branch that a search by kind was for, to wait for one of them. */
export const vehiclesOfKindQuery = (branchId: string, kind: string | undefined) =>
  queryOptions({
    queryKey: ['vehicles', 'of kind', branchId, kind],
    queryFn: async () => {
      const query = { branchId, kind, state: 'active' as const, limit: 200 };
      return (await dataOf(api.GET('/api/v1/vehicles', { params: { query } }))).items;
    },
  });
