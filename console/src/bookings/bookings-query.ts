import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../api/client';
import { ifKnown, RENEW_MS } from '../api/polling';
import type { paths } from '../api/schema';
import type { Schema } from '../api/types';
import { addDays, addMinutes, instantOf, now, viewerZone } from '../time';
import type { BookingsSearch, BookingsTab, Show } from './bookings-search';

export type Booking = Schema<'Booking'>;
type Query = NonNullable<paths['/api/v1/bookings']['get']['parameters']['query']>;

const DAY_MINUTES = 1_440;

const OVER = ['complete', 'cancelled', 'declined', 'lapsed', 'no_show'] as const;
const AHEAD = ['in_use', 'upcoming', 'pending'] as const;

const ofTab: Record<Exclude<BookingsTab, 'branch'>, Query> = {
  upcoming: { view: 'mine', state: [...AHEAD] },
  past: { view: 'mine', state: [...OVER], sort: '-start' },
  recurring: { view: 'mine,entered', state: ['recurring'], sort: '-start' },
  entered: { view: 'entered', sort: '-start' },
};

const ofShow: Record<Show, () => Query> = {
  ahead: () => ({ state: [...AHEAD] }),
  out: () => ({ state: ['in_use'] }),
  late: () => ({ state: ['late'] }),
  next: () => ({ state: ['upcoming'], from: now(), to: addMinutes(now(), DAY_MINUTES) }),
  pending: () => ({ state: ['pending'] }),
  past: () => ({ state: [...OVER], sort: '-start' }),
  all: () => ({ sort: '-start' }),
};

/**
 * What a tab and its filters select.
 *
 * @param zone in which the dates of the filters are meant
 */
export function selectedBy({ tab = 'upcoming', show = 'ahead', ...filters }: BookingsSearch, zone: string): Query {
  const { branchId, vehicleId, from, to } = filters;
  const span = {
    ...(from && { from: instantOf(from, '00:00', zone) }),
    ...(to && { to: instantOf(addDays(to, 1), '00:00', zone) }),
  };
  if (tab !== 'branch') return { ...ofTab[tab], ...span };
  return { view: 'branch', branchId, vehicleId, ...ofShow[show](), ...span };
}

/** The bookings of a tab, page by page. */
export const bookingsQuery = (search: BookingsSearch, zone: string = viewerZone()) =>
  infiniteQueryOptions({
    queryKey: ['bookings', 'list', search, zone],
    queryFn: async ({ pageParam, signal, client, queryKey }) => {
      const known = client.getQueryData<{ pageParams: unknown[] }>(queryKey)?.pageParams.includes(pageParam);
      const query = { ...selectedBy(search, zone), cursor: pageParam ?? undefined };
      return dataOf(api.GET('/api/v1/bookings', { params: { query }, headers: ifKnown(known), signal }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: (previous) => previous,
    refetchInterval: RENEW_MS,
  });

export const bookingQuery = (id: string) =>
  queryOptions({
    queryKey: ['bookings', 'one', id],
    queryFn: () => dataOf(api.GET('/api/v1/bookings/{id}', { params: { path: { id } } })),
  });

export const historyQuery = (id: string) =>
  queryOptions({
    queryKey: ['bookings', 'history', id],
    queryFn: async () => {
      const params = { path: { id }, query: { limit: 200 } };
      return (await dataOf(api.GET('/api/v1/bookings/{id}/history', { params }))).items;
    },
  });

/** A series as it was when a form about it was opened: what an edit of it is meant for. It is read again only when asked. */
export const seriesVersionQuery = (id: string) =>
  queryOptions({
    queryKey: ['series-version', id],
    queryFn: () => dataOf(api.GET('/api/v1/booking-series/{id}', { params: { path: { id } } })),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
