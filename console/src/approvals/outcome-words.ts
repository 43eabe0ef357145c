import { useQueries } from '@tanstack/react-query';
import type { Schema } from '../api/types';
import { approvals as m } from '../messages/approvals';
import { requestQuery } from './queue-query';

type Outcome = Schema<'DecisionOutcome'>;

const isDecidedElsewhere = ({ problem }: Outcome): boolean => problem?.code === 'already_decided';

/** Who decided what somebody else decided: the refusal names them by id, the request by name. */
export function useNames(outcomes: readonly Outcome[]): (id: string) => string | null {
  const elsewhere = outcomes.filter(isDecidedElsewhere);
  const found = useQueries({ queries: elsewhere.map(({ id }) => ({ ...requestQuery(id), staleTime: 0 })) });
  return (id) => {
    const details = found[elsewhere.findIndex((outcome) => outcome.id === id)]?.data;
    return details?.decidedByName ?? null;
  };
}

/** What became of one request of several. */
export function outcomeWords({ id, request, problem }: Outcome, nameOf: (id: string) => string | null): string {
  if (request) return m.nowIs[request.state];
  if (!problem) return '';
  const { code, state, title } = problem as { code: string; state?: string; title: string };
  if (code !== 'already_decided' || !state) return title;
  const name = nameOf(id);
  if (name) return m.decidedBy[state]?.(name) ?? m.decidedAlready[state] ?? title;
  return m.decidedAlready[state] ?? title;
}
