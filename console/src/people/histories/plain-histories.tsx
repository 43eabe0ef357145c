import { useInfiniteQuery } from '@tanstack/react-query';
import { api, dataOf } from '../../api/client';
import type { Schema } from '../../api/types';
import { histories as m } from '../../messages/people-histories';
import { dayAndTimeOf } from '../../time';
import { type Column, DataTable } from '../../ui/data-table';
import { StateBadge, type Tone } from '../../ui/state-badge';

type SignIn = Schema<'SignInAttempt'>;
type Email = Schema<'Email'>;

interface HistoryProps {
  id: string;
  zone: string;
}

const paged = {
  initialPageParam: null as string | null,
  getNextPageParam: ({ nextCursor }: { nextCursor: string | null }) => nextCursor,
};

const MAIL_TONES: Record<Email['state'], Tone> = { queued: 'waiting', sent: 'done', failed: 'stopped' };

export function SignInHistory({ id, zone }: HistoryProps) {
  const list = useInfiniteQuery({
    ...paged,
    queryKey: ['people', 'sign-ins', id],
    queryFn: ({ pageParam }) => {
      const params = { path: { id }, query: { cursor: pageParam ?? undefined } };
      return dataOf(api.GET('/api/v1/users/{id}/sign-ins', { params }));
    },
  });
  const columns: Column<SignIn>[] = [
    {
      id: 'at',
      header: m.when,
      cell: ({ at }) => dayAndTimeOf(at, zone),
      isRowHeader: true,
      narrow: ({ method, device }) => [m.methods[method], device].filter(Boolean).join(' · '),
    },
    {
      id: 'outcome',
      header: m.result,
      cell: ({ outcome }) => (
        <StateBadge tone={outcome === 'ok' ? 'done' : 'stopped'}>{m.outcomes[outcome]}</StateBadge>
      ),
    },
    { id: 'method', header: m.method, cell: ({ method }) => m.methods[method], isWideOnly: true },
    { id: 'device', header: m.device, cell: ({ device }) => device, isWideOnly: true },
    { id: 'address', header: m.address, cell: ({ address }) => address, isWideOnly: true },
  ];
  return (
    <DataTable
      caption={m.labels['sign-ins']}
      columns={columns}
      rows={list.data?.pages.flatMap(({ items }) => items) ?? []}
      rowId={(row) => row.id}
      state={list}
      empty={<p>{m.empty['sign-ins']}</p>}
    />
  );
}

export function EmailHistory({ id, zone }: HistoryProps) {
  const list = useInfiniteQuery({
    ...paged,
    queryKey: ['people', 'emails', id],
    queryFn: ({ pageParam }) => {
      const params = { path: { id }, query: { cursor: pageParam ?? undefined } };
      return dataOf(api.GET('/api/v1/users/{id}/emails', { params }));
    },
  });
  const columns: Column<Email>[] = [
    {
      id: 'subject',
      header: m.subject,
      cell: ({ subject }) => subject,
      isRowHeader: true,
      narrow: ({ createdAt }) => dayAndTimeOf(createdAt, zone),
    },
    {
      id: 'when',
      header: m.when,
      cell: (mail) => dayAndTimeOf(mail.sentAt ?? mail.createdAt, zone),
      isWideOnly: true,
      isNumeric: true,
    },
    { id: 'to', header: m.sentTo, cell: ({ to }) => <span className="breaks">{to}</span>, isWideOnly: true },
    {
      id: 'state',
      header: m.mailState,
      cell: ({ state }) => <StateBadge tone={MAIL_TONES[state]}>{m.mailStates[state]}</StateBadge>,
    },
    { id: 'attempts', header: m.attempts, cell: ({ attempts }) => attempts, isWideOnly: true, isNumeric: true },
  ];
  return (
    <DataTable
      caption={m.labels.emails}
      columns={columns}
      rows={list.data?.pages.flatMap(({ items }) => items) ?? []}
      rowId={(row) => row.id}
      state={list}
      empty={<p>{m.empty.emails}</p>}
    />
  );
}
