import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../api/client';
import { POLL_MS, unlessUnchanged } from '../api/polling';
import { type Branch, sessionQuery } from '../api/session';
import type { Schema } from '../api/types';
import type { BoardSearch } from './board-search';
import { type Span, spanOf } from './span';

export type Board = Schema<'Board'>;
export type Block = Schema<'BoardBlock'>;
export type Vehicle = Schema<'BoardVehicle'>;

/** Read again every 20 seconds while it is in sight, and only if it has changed. */
export const boardQuery = (branchId: string, { from, to }: Span) => {
  const queryKey = ['board', branchId, from, to];
  return queryOptions({
    queryKey,
    queryFn: ({ client, signal }): Promise<Board> =>
      unlessUnchanged(client.getQueryData<Board>(queryKey), (headers) =>
        api.GET('/api/v1/board', { params: { query: { branchId, from, to } }, headers, signal }),
      ),
    structuralSharing: false,
    refetchInterval: POLL_MS,
  });
};

export const locationsQuery = queryOptions({
  queryKey: ['locations'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/locations', { params: { query: { limit: 200 } } }))).items,
  staleTime: 5 * 60_000,
});

/** The branch that is shown: of the address, else one's own, else the first. */
export const branchOf = (
  branches: readonly Branch[],
  wanted: string | undefined,
  own: string | null,
): Branch | undefined =>
  branches.find(({ id }) => id === wanted) ?? branches.find(({ id }) => id === own) ?? branches[0];

/** Begins to read the board while the screen's own code is still on its way. */
export async function preloadBoard(client: QueryClient, search: BoardSearch): Promise<void> {
  const { branches, user } = await client.ensureQueryData(sessionQuery);
  const branch = branchOf(branches, search.branchId, user.branchId);
  if (branch) await client.prefetchQuery(boardQuery(branch.id, spanOf(search, branch.timeZone)));
}
