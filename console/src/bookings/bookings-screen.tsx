import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, Outlet } from '@tanstack/react-router';
import { useMemo } from 'react';
import { may, useBranches, useSession } from '../api/session';
import { bookings as m } from '../messages/bookings';
import { common } from '../messages/en';
import { viewerZone, zoneName } from '../time';
import { Button } from '../ui/button';
import { DataTable } from '../ui/data-table';
import { Page } from '../ui/page';
import { Tabs } from '../ui/tabs';
import './bookings.css';
import { BookingsFilters } from './bookings-filters';
import { bookingsQuery, selectedBy } from './bookings-query';
import { type BookingsSearch, TABS } from './bookings-search';
import { columnsFor } from './columns';
import { WaitingList } from './waiting-list';

const route = getRouteApi('/bookings');
/** Those who read bookings of others have the tab of the branch. */
const OF_BRANCH = 'bookings.read';

export function BookingsScreen() {
  const session = useSession();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const tab = search.tab ?? 'upcoming';
  const branches = useBranches();
  const zone = branches.find(({ id }) => id === search.branchId)?.timeZone ?? viewerZone();
  const list = useInfiniteQuery(bookingsQuery(search, zone));
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const zones = new Set(rows.map(({ timeZone }) => timeZone));
  const isZoned = zones.size > 1;
  const columns = useMemo(() => columnsFor(tab, isZoned), [tab, isZoned]);
  const tabs = TABS.filter((id) => id !== 'branch' || may(session, OF_BRANCH));
  return (
    <Page
      title={m.title}
      lead={isZoned ? m.perRow : rows[0] && common.timesIn(zoneName(rows[0].timeZone))}
      actions={
        <>
          <a className="button" href={fileOf(search, zone)} download>
            {m.csv}
          </a>
          {may(session, 'bookings.book') && (
            <Link to="/book" className="button" data-kind="filled">
              {m.book}
            </Link>
          )}
        </>
      }
    >
      <Tabs
        label={m.title}
        tabs={tabs.map((id) => ({ id, label: m.tabs[id] }))}
        selected={tab}
        onSelect={(id) => void navigate({ search: { tab: id } })}
      >
        {tab === 'upcoming' && <WaitingList />}
        <BookingsFilters vehicle={rows.find(({ vehicleId }) => vehicleId === search.vehicleId)?.vehicleName} />
        <DataTable
          caption={m.caption(m.tabs[tab])}
          columns={columns}
          rows={rows}
          rowId={({ id }) => id}
          state={list}
          empty={<Nothing />}
        />
      </Tabs>
      <Outlet />
    </Page>
  );
}

/** The same selection as a file. */
function fileOf(search: BookingsSearch, zone: string): string {
  const { sort: _, limit: __, ...query } = selectedBy(search, zone);
  const parameters = Object.entries(query).flatMap(([key, value]) =>
    [value].flat().flatMap((each) => (each === undefined ? [] : [[key, String(each)]])),
  );
  return `/api/v1/bookings.csv?${new URLSearchParams(parameters)}`;
}

function Nothing() {
  const { tab = 'upcoming', ...filters } = route.useSearch();
  const navigate = route.useNavigate();
  const none = (tab === 'branch' && filters.show && m.noneOf[filters.show]) || m.none[tab];
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  return (
    <>
      <h2>{none.title}</h2>
      <p>{none.text}</p>
      {isFiltered && <Button onPress={() => void navigate({ search: { tab } })}>{m.filters.clear}</Button>}
    </>
  );
}
