import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { api, dataOf } from '../api/client';
import { may, useSession } from '../api/session';
import type { Schema } from '../api/types';
import { useAction } from '../api/use-action';
import { connections } from '../messages/connections';
import { common } from '../messages/en';
import { dayAndTimeOf, viewerZone, zoneName } from '../time';
import { Button } from '../ui/button';
import { type Column, DataTable } from '../ui/data-table';
import { ProblemNotice } from '../ui/notice';
import { Select } from '../ui/fields/select';
import { StateBadge, type Tone } from '../ui/state-badge';
import { toast } from '../ui/layers/toast';
import type { ConnectionsSearch } from './connections-search';
import { TabHead } from './tab-head';

const m = connections.mails;
const route = getRouteApi('/settings/connections');

type Mail = Schema<'EmailOfUser'>;
type State = Mail['state'];

const STATES = (Object.keys(m.states) as State[]).map((id) => ({ id, name: m.states[id] }));
const TONES: Record<State, Tone> = { queued: 'waiting', sent: 'done', failed: 'stopped' };
const KEY = ['mails'];

export function MailsTab() {
  const session = useSession();
  const { state } = route.useSearch();
  const navigate = route.useNavigate();
  const filter = (chosen: string) =>
    void navigate({
      search: (before) => ({ ...before, tab: 'mails', state: (chosen || undefined) as ConnectionsSearch['state'] }),
      replace: true,
    });
  const list = useInfiniteQuery({
    queryKey: [...KEY, state ?? 'all'],
    queryFn: ({ pageParam }) => {
      const query = { state: state && [state], cursor: pageParam ?? undefined };
      return dataOf(api.GET('/api/v1/mails', { params: { query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const again = useAction(
    ({ id }: Mail) => dataOf(api.POST('/api/v1/mails/{id}/resending', { params: { path: { id } } })),
    { refreshes: [KEY, ['tasks']], onDone: ({ to }) => toast(m.queued(to)) },
  );
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const actions: Column<Mail>[] = may(session, 'mails.manage') ? [actionColumn(again.run)] : [];
  return (
    <>
      <TabHead about={`${m.about} ${common.timesIn(zoneName(viewerZone()))}`}>
        <Select label={m.stateFilter} none={m.allStates} options={STATES} value={state ?? ''} onChange={filter} />
      </TabHead>
      <ProblemNotice error={again.error} />
      <DataTable
        caption={m.caption}
        columns={[...COLUMNS, ...actions]}
        rows={rows}
        rowId={({ id }) => id}
        state={list}
        empty={
          <>
            <h2>{m.none}</h2>
            {state && (
              <>
                <p>{m.noneText}</p>
                <Button onPress={() => filter('')}>{m.clear}</Button>
              </>
            )}
          </>
        }
      />
    </>
  );
}

const COLUMNS: Column<Mail>[] = [
  { id: 'subject', header: m.subject, cell: ({ subject }) => subject, isRowHeader: true, narrow: ({ to }) => to },
  { id: 'to', header: m.to, cell: ({ to }) => to, isWideOnly: true },
  {
    id: 'state',
    header: connections.state,
    cell: ({ state, lastError }) => (
      <>
        <StateBadge tone={TONES[state]}>{m.states[state]}</StateBadge>
        {state !== 'sent' && lastError && <span className="connections-address small quiet">{lastError}</span>}
      </>
    ),
  },
  { id: 'attempts', header: m.attempts, cell: ({ attempts }) => attempts, isWideOnly: true, isNumeric: true },
  {
    id: 'created',
    header: m.created,
    cell: ({ createdAt }) => dayAndTimeOf(createdAt),
    isWideOnly: true,
    isNumeric: true,
  },
];

const actionColumn = (again: (mail: Mail) => void): Column<Mail> => ({
  id: 'actions',
  header: connections.actions,
  isActions: true,
  cell: (mail) =>
    mail.state === 'failed' && (
      <Button kind="plain" aria-label={m.againLabel(mail.subject, mail.to)} onPress={() => again(mail)}>
        {m.again}
      </Button>
    ),
});
