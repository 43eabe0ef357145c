import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from './client';

const MINUTES = 60_000;

// Lists that several screens choose from. They change rarely, so they are read once in a while.

export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/roles'))).items,
  staleTime: 5 * MINUTES,
});

export const groupsQuery = queryOptions({
  queryKey: ['groups'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/groups', { params: { query: { limit: 200 } } }))).items,
  staleTime: 5 * MINUTES,
});

/** What anybody may know of the organisation: its name, its agreement, how people sign in. */
export const signUpOptionsQuery = queryOptions({
  queryKey: ['sign-up-options'],
  queryFn: () => dataOf(api.GET('/api/v1/sign-up-options')),
  staleTime: 5 * MINUTES,
});

export const reasonsQuery = queryOptions({
  queryKey: ['booking-reasons'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/booking-reasons'))).items,
  staleTime: 5 * MINUTES,
});

export const accessoriesQuery = queryOptions({
  queryKey: ['accessories'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/accessories', { params: { query: { limit: 200 } } }))).items,
  staleTime: 5 * MINUTES,
});

/** One vehicle, to show what it is. */
export const vehicleQuery = (id: string) =>
  queryOptions({
    queryKey: ['vehicles', id],
    queryFn: () => dataOf(api.GET('/api/v1/vehicles/{id}', { params: { path: { id } } })),
    staleTime: MINUTES,
  });

/** The kinds of vehicles that there are. */
export const kindsQuery = queryOptions({
  queryKey: ['vehicles', 'kinds'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/vehicle-kinds'))).items,
  staleTime: 5 * MINUTES,
});

/** Whom this person may book for, or take along: the first whose name has what was typed. */
export const peopleChoices = (purpose: 'booker' | 'passenger') => async (typed: string) => {
  const query = { for: purpose, limit: 20, ...(typed && { q: typed }) };
  return (await dataOf(api.GET('/api/v1/people-choices', { params: { query } }))).items;
};

/** The vehicles that can be booked in a branch: the first that have what was typed in their name or registration. */
export const vehicleChoices = async (branchId: string, typed: string) => {
  const query = { branchId, state: 'active' as const, limit: 20, ...(typed && { q: typed }) };
  return (await dataOf(api.GET('/api/v1/vehicles', { params: { query } }))).items;
};
