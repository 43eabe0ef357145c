import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../api/client';
import type { Schema } from '../api/types';
import { SECTIONS } from './sections';

export type Belonging = Schema<'Location'>;
type NewBelonging = Schema<'NewLocation'>;
type Changes = Partial<Belonging>;

/** What tells locations, accessories and groups apart: everything else about them is the same. */
export interface Kind {
  id: 'locations' | 'accessories' | 'groups';
  /** The permission to change them. */
  permission: string;
  list: ReturnType<typeof listOf>;
  read: (id: string) => Promise<Belonging>;
  make: (body: NewBelonging) => Promise<Belonging>;
  amend: (id: string, body: Changes, headers: { 'If-Match': string }) => Promise<Belonging>;
  remove: (id: string) => Promise<unknown>;
}

const ALL = { params: { query: { limit: 200 } } };
const at = (id: string) => ({ params: { path: { id } } });
const listOf = (key: string, read: () => Promise<{ items: Belonging[] }>) =>
  queryOptions({ queryKey: [key], queryFn: async () => (await read()).items });

export const LOCATIONS: Kind = {
  id: 'locations',
  permission: SECTIONS.locations,
  list: listOf('locations', () => dataOf(api.GET('/api/v1/locations', ALL))),
  read: (id) => dataOf(api.GET('/api/v1/locations/{id}', at(id))),
  make: (body) => dataOf(api.POST('/api/v1/locations', { body })),
  amend: (id, body, headers) => dataOf(api.PATCH('/api/v1/locations/{id}', { ...at(id), body, headers })),
  remove: (id) => api.DELETE('/api/v1/locations/{id}', at(id)),
};

export const ACCESSORIES: Kind = {
  id: 'accessories',
  permission: SECTIONS.accessories,
  list: listOf('accessories', () => dataOf(api.GET('/api/v1/accessories', ALL))),
  read: (id) => dataOf(api.GET('/api/v1/accessories/{id}', at(id))),
  make: (body) => dataOf(api.POST('/api/v1/accessories', { body })),
  amend: (id, body, headers) => dataOf(api.PATCH('/api/v1/accessories/{id}', { ...at(id), body, headers })),
  remove: (id) => api.DELETE('/api/v1/accessories/{id}', at(id)),
};

export const GROUPS: Kind = {
  id: 'groups',
  permission: SECTIONS.groups,
  list: listOf('groups', () => dataOf(api.GET('/api/v1/groups', ALL))),
  read: (id) => dataOf(api.GET('/api/v1/groups/{id}', at(id))),
  make: (body) => dataOf(api.POST('/api/v1/groups', { body })),
  amend: (id, body, headers) => dataOf(api.PATCH('/api/v1/groups/{id}', { ...at(id), body, headers })),
  remove: (id) => api.DELETE('/api/v1/groups/{id}', at(id)),
};
