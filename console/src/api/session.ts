import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { api, dataOf } from './client';
import { writeAs } from '../locale';
import type { Schema } from './types';

export type Session = Schema<'Session'>;

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async (): Promise<Session> => {
    const session = await dataOf(api.GET('/api/v1/session'));
    writeAs(session.locale);
    return session;
  },
  staleTime: 60_000,
});

/** Who is signed in. Every screen is shown after it has been read. */
export const useSession = (): Session => useSuspenseQuery(sessionQuery).data;

export type Branch = Session['branches'][number];

/** The branches that the person may see: the session tells of them, so that no screen has to wait for a list. */
export const useBranches = (): readonly Branch[] => useSession().branches;

/** Whether the person may do this anywhere or, given a branch, there. What they see follows from this, never from roles. */
export function may({ permissions }: Session, key: string, branchId?: string): boolean {
  const reach = permissions.find((permission) => permission.key === key)?.reach;
  if (reach === undefined) return false;
  return reach === 'every' || branchId === undefined || reach.includes(branchId);
}
