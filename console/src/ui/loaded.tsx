import type { ReactNode } from 'react';
import { shell as m } from '../messages/shell';
import { Failed, type ListState } from './data-table';

interface LoadedProps<Data> {
  query: Pick<ListState, 'error' | 'refetch'> & { data: Data | undefined };
  children: (data: Data) => ReactNode;
}

/** What a query has read; until then that it is loading, or why it could not be. */
export function Loaded<Data>({ query: { data, error, refetch }, children }: LoadedProps<Data>) {
  if (data !== undefined) return children(data);
  if (error) return <Failed error={error} onRetry={() => void refetch()} />;
  return <div className="skeleton" role="status" aria-label={m.loading} />;
}
