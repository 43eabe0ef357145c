import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './api-problem';

/** A refusal stays a refusal; only what may have been the network or an overload is tried again. */
const mayHelp = (error: Error): boolean =>
  !(error instanceof ApiProblem) || error.status === 429 || error.status >= 502;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => failures < 2 && mayHelp(error),
      // A lost connection is shown; the query must fail for that instead of waiting in silence.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});
