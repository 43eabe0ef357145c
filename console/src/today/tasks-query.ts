import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client';
import { POLL_MS, unlessUnchanged } from '../api/polling';
import type { Schema } from '../api/types';

/** What waits for this person, counted; kept up to date while the screen is in sight. */
export const tasksQuery = queryOptions({
  queryKey: ['tasks'],
  queryFn: ({ client, queryKey }) =>
    unlessUnchanged(client.getQueryData<Schema<'Tasks'>>(queryKey), (headers) =>
      api.GET('/api/v1/me/tasks', { headers }),
    ),
  structuralSharing: false,
  refetchInterval: POLL_MS,
});
