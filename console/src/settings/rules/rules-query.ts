import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../api/client';

const PAGE = { limit: 200 };

// The organisation's rules for bookings, which vehicles have.

export const policiesQuery = queryOptions({
  queryKey: ['booking-policies'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/booking-policies', { params: { query: PAGE } }))).items,
});

export const flowsQuery = queryOptions({
  queryKey: ['approval-flows'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/approval-flows', { params: { query: PAGE } }))).items,
});
