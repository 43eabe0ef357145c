import './people.css';
import { type InfiniteData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { may, useSession } from '../api/session';
import type { Schema } from '../api/types';
import { people as m } from '../messages/people';
import { dateOf } from '../time';
import { Button } from '../ui/button';
import { type Column, DataTable } from '../ui/data-table';
import { Page } from '../ui/page';
import { StateBadge, type Tone } from '../ui/state-badge';
import { Tabs } from '../ui/tabs';
import { ActDialog } from './act-dialog';
import { NobodyHere } from './people-empty';
import { PeopleFilters } from './people-filters';
import { pendingCountQuery, peopleQuery, type Person } from './people-query';
import { filterOf, isSheetOpen, NO_SHEET, type PeopleSearch, type PeopleTab, TABS } from './people-search';
import { PeopleSheets } from './people-sheets';
import type { ActName } from './person-acts';
import { PersonMenu } from './person-menu';

const route = getRouteApi('/people');

const TONES: Record<Person['state'], Tone> = {
  pending: 'waiting',
  verified: 'done',
  unconfirmed: 'quiet',
  contact: 'quiet',
  suspended: 'stopped',
  rejected: 'stopped',
  deleted: 'quiet',
};

interface Asked {
  act: ActName;
  person: Person;
}

export function PeopleScreen() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [asked, setAsked] = useState<Asked | null>(null);
  const tab = search.tab ?? 'pending';
  const list = useInfiniteQuery(peopleQuery(filterOf(search)));
  const pending = usePendingCount(search, list);
  const columns = useMemo(() => columnsOf(tab, setAsked), [tab]);
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page title={m.title} actions={<PageActions />}>
      <Tabs
        label={m.title}
        tabs={TABS.map((id) => ({ id, label: m.tabs[id], count: id === 'pending' ? pending : undefined }))}
        selected={tab}
        onSelect={(id) => void navigate({ search: (filters) => ({ ...filters, ...NO_SHEET, tab: id }) })}
      >
        <PeopleFilters />
        <DataTable
          caption={m.caption(m.tabs[tab])}
          columns={columns}
          rows={rows}
          rowId={({ id }) => id}
          state={list}
          empty={<NobodyHere />}
        />
      </Tabs>
      <PeopleSheets listed={{ people: rows, isRead: !list.isPending }} />
      {asked && <ActDialog {...asked} onClose={() => setAsked(null)} />}
    </Page>
  );
}

interface PeopleList {
  data?: InfiniteData<Schema<'UserDetailsPage'>> | undefined;
  /** What was listed before is still shown. */
  isPlaceholderData: boolean;
}

/** The list of all who wait is its own count; on every other tab it is asked for. */
function usePendingCount(search: PeopleSearch, list: PeopleList) {
  const session = useSession();
  const { tab = 'pending', ...filters } = filterOf(search);
  const isAll = tab === 'pending' && Object.values(filters).every((value) => value === undefined);
  const pages = list.data?.pages ?? [];
  const isCounted = isAll && !list.isPlaceholderData && (pages.length === 0 || pages.at(-1)?.nextCursor === null);
  const isBehind = isSheetOpen(search);
  const { data } = useQuery({ ...pendingCountQuery, enabled: !isCounted && !isBehind && may(session, 'users.verify') });
  if (!may(session, 'users.verify')) return undefined;
  return isCounted ? pages.flatMap(({ items }) => items).length : data;
}

function PageActions() {
  const session = useSession();
  const navigate = route.useNavigate();
  const open = (panel: 'add' | 'import') =>
    void navigate({ search: (filters) => ({ ...filters, ...NO_SHEET, panel }) });
  return (
    <>
      {may(session, 'users.import') && <Button onPress={() => open('import')}>{m.importPeople}</Button>}
      {may(session, 'users.add') && (
        <Button kind="filled" icon="book" onPress={() => open('add')}>
          {m.addPerson}
        </Button>
      )}
    </>
  );
}

const nameId = ({ id }: Person) => `person-${id}`;
const rolesOf = ({ roles }: Person) => roles.map(({ name }) => name).join(', ');

const columnsOf = (tab: PeopleTab, onAsk: (asked: Asked) => void): Column<Person>[] => [
  {
    id: 'name',
    header: m.name,
    cell: (person) => <span id={nameId(person)}>{person.name}</span>,
    isRowHeader: true,
    narrow: (person) => [person.email, person.branchName, rolesOf(person)].filter(Boolean).join(' · '),
  },
  { id: 'email', header: m.email, cell: ({ email }) => <span className="breaks">{email}</span>, isWideOnly: true },
  { id: 'branch', header: m.branch, cell: ({ branchName }) => branchName ?? m.noBranch, isWideOnly: true },
  {
    id: 'roles',
    header: m.roles,
    cell: (person) => rolesOf(person) || <span className="quiet">{m.noRoles}</span>,
    isWideOnly: true,
  },
  {
    id: 'state',
    header: m.state,
    cell: ({ state, invited }) => (
      <StateBadge tone={invited ? 'waiting' : TONES[state]}>{invited ? m.invited : m.states[state]}</StateBadge>
    ),
    // The other tabs say it already.
    isWideOnly: tab !== 'all',
  },
  { id: 'since', header: m.since, cell: ({ createdAt }) => dateOf(createdAt), isWideOnly: true, isNumeric: true },
  {
    id: 'actions',
    header: m.actions,
    isActions: true,
    cell: (person) => <PersonMenu person={person} nameId={nameId(person)} onAct={(act) => onAsk({ act, person })} />,
  },
];
