import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../api/client';
import type { Schema } from '../api/types';

export type OidcClient = Schema<'OidcClient'>;

/** The contacts whose name has what was typed: clients without a person may act as one of them. */
export const findContacts = async (typed: string) => {
  const query = { state: ['contact' as const], limit: 20, ...(typed && { q: typed }) };
  return (await dataOf(api.GET('/api/v1/users', { params: { query } }))).items.map(({ id, name }) => ({ id, name }));
};

export const contactQuery = (id: string | null) =>
  queryOptions({
    queryKey: ['people', 'contact', id],
    queryFn: () => dataOf(api.GET('/api/v1/users/{id}', { params: { path: { id: id! } } })),
  });

export const clientsQuery = queryOptions({
  queryKey: ['oidc-clients'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/oidc-clients', { params: { query: { limit: 200 } } }))).items,
});
