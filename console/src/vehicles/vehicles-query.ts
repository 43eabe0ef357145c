import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../api/client';
import type { Schema } from '../api/types';
import { now } from '../time';
import type { VehiclesSearch } from './vehicles-search';

export type Vehicle = Schema<'Vehicle'>;

export const VEHICLES = ['vehicles'];

/** The vehicles that the filters show, page by page. */
export const vehiclesQuery = ({ open: _, ...filters }: VehiclesSearch) =>
  infiniteQueryOptions({
    queryKey: [...VEHICLES, 'list', filters],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...filters, cursor: pageParam ?? undefined };
      return dataOf(api.GET('/api/v1/vehicles', { params: { query }, signal }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: (previous) => previous,
  });

export const vehicleQuery = (id: string) =>
  queryOptions({
    queryKey: [...VEHICLES, 'one', id],
    queryFn: () => dataOf(api.GET('/api/v1/vehicles/{id}', { params: { path: { id } } })),
  });

export const unavailabilityQuery = (id: string) =>
  queryOptions({
    queryKey: [...VEHICLES, 'unavailability', id],
    queryFn: () => {
      const params = { path: { id }, query: { from: now(), limit: 200 } };
      return dataOf(api.GET('/api/v1/vehicles/{id}/unavailability', { params }));
    },
  });

const MOST_TOLD = 20;

/** The bookings that hold a vehicle from now on, as far as the person may see them. */
export const openBookingsQuery = (vehicleId: string) =>
  queryOptions({
    queryKey: [...VEHICLES, 'open-bookings', vehicleId],
    queryFn: () => {
      const state: ('pending' | 'confirmed' | 'in_use')[] = ['pending', 'confirmed', 'in_use'];
      const query = { view: 'branch' as const, vehicleId, state, from: now(), limit: MOST_TOLD };
      return dataOf(api.GET('/api/v1/bookings', { params: { query } }));
    },
    staleTime: 0,
  });

/** What a vehicle of the branch can have. */
export const vehicleChoicesQuery = (branchId: string) =>
  queryOptions({
    queryKey: [...VEHICLES, 'choices', branchId],
    queryFn: () => dataOf(api.GET('/api/v1/vehicle-choices', { params: { query: { branchId } } })),
  });
