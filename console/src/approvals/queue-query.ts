import { type InfiniteData, infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../api/client';
import { POLL_MS, unlessUnchanged } from '../api/polling';
import type { Schema } from '../api/types';
import type { ApprovalsSearch } from './approvals-search';

export type Asked = Schema<'QueuedApprovalRequest'>;
export type Details = Schema<'ApprovalRequestDetails'>;
export type Queue = Schema<'ApprovalQueuePage'>;

type Pages = InfiniteData<Queue, string | null>;

/** The queue, oldest start first; read again every 20 seconds while it is in sight, and only the pages that have changed. */
export const queueQuery = ({ state = 'pending', branchId }: ApprovalsSearch) => {
  const queryKey = ['approvals', state, branchId ?? null];
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ client, signal, pageParam }): Promise<Queue> => {
      const known = client.getQueryData<Pages>(queryKey);
      const page = known?.pages[known.pageParams.indexOf(pageParam)];
      const query = { state: [state], branchId, cursor: pageParam ?? undefined };
      return unlessUnchanged(page, (headers) => api.GET('/api/v1/approvals', { params: { query }, headers, signal }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    structuralSharing: false,
    refetchInterval: POLL_MS,
  });
};

export const requestQuery = (id: string) =>
  queryOptions({
    queryKey: ['approval', id],
    queryFn: () => dataOf(api.GET('/api/v1/approvals/{id}', { params: { path: { id } } })),
  });
