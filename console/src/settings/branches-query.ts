import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../api/client';

/** The branches with all that is set for them; where one has to be chosen only, the session tells of them. */
export const branchesQuery = queryOptions({
  queryKey: ['branches'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/branches', { params: { query: { limit: 200 } } }))).items,
});
