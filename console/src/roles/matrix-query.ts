import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../api/client';
import type { Schema } from '../api/types';

export type Matrix = Schema<'PermissionMatrix'>;
export type MatrixRole = Matrix['roles'][number];
export type MatrixArea = Matrix['areas'][number];
export type MatrixPermission = MatrixArea['permissions'][number];
export type Cell = MatrixPermission['cells'][number];
export type PermissionKey = NonNullable<Schema<'NewRole'>['permissions']>[number];

export const matrixQuery = queryOptions({
  queryKey: ['permission-matrix'],
  queryFn: ({ signal }) => dataOf(api.GET('/api/v1/permission-matrix', { signal })),
});

/** Permissions are described as sentences; in the middle of a label the full stop is in the way. */
export const labelOf = ({ description }: Pick<MatrixPermission, 'description'>): string =>
  description.replace(/\.$/, '');
