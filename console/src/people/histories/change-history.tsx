import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { rolesQuery } from '../../api/choices';
import { api, dataOf } from '../../api/client';
import { may, useSession } from '../../api/session';
import type { Schema } from '../../api/types';
import { common } from '../../messages/en';
import { histories as m } from '../../messages/people-histories';
import { dayAndTimeOf } from '../../time';
import { Button } from '../../ui/button';
import { Failed } from '../../ui/data-table';
import { ChangeList } from './change-list';
import { fieldWords, isTechnical, type Reading, valueWords, wordsOf } from './change-words';

type Change = Schema<'PersonChange'>;
type Kind = 'changes-by' | 'changes-to';

interface ChangeHistoryProps {
  id: string;
  history: Kind;
  zone: string;
}

/** What somebody changed, or what was changed about them: when, what, by whom, before and after. */
export function ChangeHistory({ id, history, zone }: ChangeHistoryProps) {
  const session = useSession();
  const roles = useQuery({ ...rolesQuery, enabled: may(session, 'roles.read') });
  const list = useInfiniteQuery({
    queryKey: ['people', history, id],
    queryFn: ({ pageParam }) => {
      const params = { path: { id }, query: { cursor: pageParam ?? undefined } };
      return dataOf(
        history === 'changes-by'
          ? api.GET('/api/v1/users/{id}/changes-by', { params })
          : api.GET('/api/v1/users/{id}/changes-to', { params }),
      );
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  if (list.error && !list.data) return <Failed error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <p role="status">{m.labels[history]}</p>;
  const changes = list.data.pages.flatMap(({ items }) => items);
  if (changes.length === 0) return <p className="table-frame message">{m.empty[history]}</p>;
  const roleNames = (roles.data ?? []).map((role) => [role.id, role.name] as const);
  return (
    <>
      <ol className="history" aria-label={m.labels[history]}>
        {changes.map((change) => {
          const names = new Map([...roleNames, ...change.names.map((thing) => [thing.id, thing.name] as const)]);
          return <Entry key={change.id} change={change} history={history} reading={{ names, zone }} />;
        })}
      </ol>
      {list.hasNextPage && (
        <Button isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
          {common.loadMore}
        </Button>
      )}
    </>
  );
}

interface EntryProps {
  change: Change;
  history: Kind;
  reading: Reading;
}

function Entry({ change, history, reading }: EntryProps) {
  const { at, action, subjectType, subjectName } = change;
  const shown = change.changes
    .filter(({ field }) => !isTechnical(field))
    .map(({ field, before, after }) => ({
      field: fieldWords(field),
      before: valueWords(field, before, reading),
      after: valueWords(field, after, reading),
    }))
    .filter(({ before, after }) => before !== after || before === m.withheld)
    .filter(({ before, after }) => after !== m.nameless || ![m.nothing, m.nameless].includes(before));
  return (
    <li>
      <h3>{m.actions[action] ?? wordsOf(action)}</h3>
      <p className="small quiet times">
        {history === 'changes-by' ? (
          <span>{[m.subjects[subjectType] ?? wordsOf(subjectType), subjectName].filter(Boolean).join(' · ')}</span>
        ) : (
          <span>{actorOf(change)}</span>
        )}
        <time dateTime={at}>{dayAndTimeOf(at, reading.zone)}</time>
      </p>
      <ChangeList changes={shown} />
    </li>
  );
}

function actorOf({ actorId, actorName }: Change): string {
  if (actorName) return m.by(actorName);
  return actorId ? m.bySomebody : m.byService;
}
