import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from './client';

/** The organisation's name, time zone and settings. */
export const organisationQuery = queryOptions({
  queryKey: ['organisation'],
  queryFn: () => dataOf(api.GET('/api/v1/organisation')),
});
