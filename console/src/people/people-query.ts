import { infiniteQueryOptions, queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, dataOf } from '../api/client';
import type { Schema } from '../api/types';
import type { PeopleFilter } from './people-search';

export type Person = Schema<'UserDetails'>;

const EVERY_STATE: Person['state'][] = [
  'unconfirmed',
  'pending',
  'verified',
  'rejected',
  'suspended',
  'contact',
  'deleted',
];

function stateOf({ tab = 'pending', deleted }: PeopleFilter) {
  if (tab !== 'all') return tab;
  return deleted ? EVERY_STATE : undefined;
}

/** The same for the first tab, whether or not the address names it. */
const listKey = ({ tab = 'pending', ...filter }: PeopleFilter) => ['people', 'list', tab, filter] as const;

const isOfTab = (key: ReturnType<typeof listKey> | undefined, filter: PeopleFilter): boolean =>
  key?.[2] === listKey(filter)[2];

/** The people that a tab and its filters show, page by page. */
export const peopleQuery = (filter: PeopleFilter) =>
  infiniteQueryOptions({
    queryKey: listKey(filter),
    queryFn: ({ pageParam, signal }) => {
      const { q, roleId, branchId, groupId } = filter;
      const query = { q, roleId, branchId, groupId, state: stateOf(filter), cursor: pageParam ?? undefined };
      return dataOf(api.GET('/api/v1/users', { params: { query }, signal }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // While somebody types, what was found before stays in sight; what another tab listed does not.
    placeholderData: (previous, query) => (isOfTab(query?.queryKey, filter) ? previous : undefined),
  });

/** One person, for a link to somebody whom the list does not show. */
export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['people', 'one', id],
    queryFn: () => dataOf(api.GET('/api/v1/users/{id}', { params: { path: { id } } })),
    staleTime: 0,
    gcTime: 0,
  });

/** What a sheet shows of a list: the people, and whether it has been read. */
export interface ListedPeople {
  people: readonly Person[];
  isRead: boolean;
}

/**
 * The person whom a sheet is about, as the list has them; whom it does not have is read. What was shown first stays, so
 * that nothing changes under the hands of who is deciding.
 */
export function usePerson(id: string, { people, isRead }: ListedPeople) {
  const [kept, setKept] = useState<Person | null>(null);
  const listed = people.find((person) => person.id === id);
  if (listed && kept?.id !== id) setKept(listed);
  const known = kept?.id === id ? kept : listed;
  const { data, error, refetch } = useQuery({ ...personQuery(id), enabled: isRead && !known });
  if (data && kept?.id !== data.id) setKept(data);
  return { person: known ?? data, error, refetch };
}

/** How many wait for a decision of this person. */
export const pendingCountQuery = queryOptions({
  queryKey: ['tasks', 'people'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/me/tasks'))).pendingPeople,
});

/** What every act on a person changes. */
export const PEOPLE_KEYS = [['people'], ['tasks']];
