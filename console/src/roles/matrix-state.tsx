import type { UseQueryResult } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { common } from '../messages/en';
import { roles as m } from '../messages/roles';
import { Button } from '../ui/button';
import { ProblemNotice } from '../ui/notice';
import type { Matrix } from './matrix-query';

const route = getRouteApi('/roles');

interface MatrixStateProps {
  query: UseQueryResult<Matrix>;
  isEmpty: boolean;
  children: ReactNode;
}

/** What there is instead of the matrix: it is being loaded, it could not be, or nothing matches. */
export function MatrixState({ query, isEmpty, children }: MatrixStateProps) {
  const navigate = route.useNavigate();
  if (query.isPending) return <div className="table-frame message" aria-busy="true" />;
  if (query.error && !query.data) {
    return (
      <>
        <ProblemNotice error={query.error} />
        <Button onPress={() => void query.refetch()}>{common.tryAgain}</Button>
      </>
    );
  }
  if (!isEmpty) return children;
  return (
    <div className="table-frame message">
      <h2>{m.nothing}</h2>
      <p>{m.nothingText}</p>
      <Button onPress={() => void navigate({ search: {} })}>{m.clear}</Button>
    </div>
  );
}
