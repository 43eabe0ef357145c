import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../api/client';
import type { ReportTab } from './reports-search';

/** What a report is of: the span as instants, and the branch. */
export interface Span {
  from: string;
  to: string;
  branchId?: string | undefined;
}

/** A report as JSON: the document also knows it as a CSV file, which is text. */
const jsonOf = async <Data>(call: Promise<{ data?: Data }>) => (await dataOf(call)) as Exclude<Data, string>;

const NEXT = {
  initialPageParam: null as string | null,
  getNextPageParam: ({ nextCursor }: { nextCursor: string | null }) => nextCursor,
};

export const utilisationQuery = (span: Span) =>
  infiniteQueryOptions({
    queryKey: ['reports', 'utilisation', span],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...span, cursor: pageParam ?? undefined };
      return jsonOf(api.GET('/api/v1/reports/utilisation', { params: { query }, signal }));
    },
    ...NEXT,
  });

export const vehicleUseQuery = (span: Span) =>
  infiniteQueryOptions({
    queryKey: ['reports', 'vehicles', span],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...span, cursor: pageParam ?? undefined };
      return jsonOf(api.GET('/api/v1/reports/vehicles', { params: { query }, signal }));
    },
    ...NEXT,
  });

export const bookingRecordsQuery = (span: Span) =>
  infiniteQueryOptions({
    queryKey: ['reports', 'bookings', span],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...span, cursor: pageParam ?? undefined };
      return jsonOf(api.GET('/api/v1/reports/bookings', { params: { query }, signal }));
    },
    ...NEXT,
  });

export const reasonSplitQuery = (span: Span) =>
  queryOptions({
    queryKey: ['reports', 'reasons', span],
    queryFn: async ({ signal }) =>
      (await jsonOf(api.GET('/api/v1/reports/reason-split', { params: { query: span }, signal }))).items,
  });

const PATHS = {
  utilisation: '/api/v1/reports/utilisation',
  reasons: '/api/v1/reports/reason-split',
  vehicles: '/api/v1/reports/vehicles',
  bookings: '/api/v1/reports/bookings',
} as const satisfies Record<ReportTab, string>;

/** All rows of a report as a file, which the service writes when a request asks for CSV. */
export const csvOf = (tab: ReportTab, span: Span): Promise<Blob> =>
  dataOf(
    api.GET(PATHS[tab], { params: { query: span }, headers: { Accept: 'text/csv' }, parseAs: 'blob' }) as Promise<{
      data?: Blob;
    }>,
  );
