import './vehicles.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { may, useBranches, useSession } from '../api/session';
import { vehicles as m } from '../messages/vehicles';
import { Button } from '../ui/button';
import { type Column, DataTable } from '../ui/data-table';
import { Page } from '../ui/page';
import { StateBadge, type Tone } from '../ui/state-badge';
import { AddVehicleSheet } from './add-vehicle-sheet';
import { VehicleSheet } from './vehicle-sheet';
import { VehiclesFilters } from './vehicles-filters';
import { type Vehicle, vehiclesQuery } from './vehicles-query';

const route = getRouteApi('/vehicles');

export const TONES: Record<Vehicle['state'], Tone> = { active: 'done', disabled: 'stopped', archived: 'quiet' };

export function VehiclesScreen() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const session = useSession();
  const list = useInfiniteQuery(vehiclesQuery(search));
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const open = (id: string | undefined) =>
    void navigate({ search: (previous) => ({ ...previous, open: id }), resetScroll: false });
  const add = may(session, 'vehicles.manage') && (
    <Button kind="filled" icon="book" onPress={() => open('new')}>
      {m.add}
    </Button>
  );
  return (
    <Page title={m.title} actions={add}>
      <VehiclesFilters />
      <DataTable
        caption={m.caption}
        columns={useColumns(open)}
        rows={rows}
        rowId={({ id }) => id}
        state={list}
        empty={<Nothing />}
      />
      {search.open === 'new' && <AddVehicleSheet onClose={() => open(undefined)} onAdded={open} />}
      {search.open && search.open !== 'new' && (
        <VehicleSheet
          key={search.open}
          id={search.open}
          known={rows.find(({ id }) => id === search.open)}
          onClose={() => open(undefined)}
        />
      )}
    </Page>
  );
}

function useColumns(open: (id: string) => void): Column<Vehicle>[] {
  const branches = useBranches();
  const branchOf = ({ branchId }: Vehicle) => branches.find(({ id }) => id === branchId)?.name ?? m.unknownBranch;
  return [
    {
      id: 'name',
      header: m.name,
      cell: ({ id, name }) => (
        <span className="vehicle-name">
          <Button kind="plain" onPress={() => open(id)}>
            {name}
          </Button>
        </span>
      ),
      isRowHeader: true,
      narrow: (vehicle) => `${vehicle.registration} · ${branchOf(vehicle)}`,
    },
    { id: 'registration', header: m.registration, cell: ({ registration }) => registration, isWideOnly: true },
    { id: 'branch', header: m.branch, cell: branchOf, isWideOnly: true },
    { id: 'kind', header: m.kind, cell: ({ kind }) => kind, isWideOnly: true },
    { id: 'seats', header: m.seats, cell: ({ seats }) => seats, isWideOnly: true, isNumeric: true },
    {
      id: 'state',
      header: m.state,
      cell: ({ state }) => <StateBadge tone={TONES[state]}>{m.states[state]}</StateBadge>,
    },
  ];
}

function Nothing() {
  const { open: _, ...filters } = route.useSearch();
  const navigate = route.useNavigate();
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  if (!isFiltered) {
    return (
      <>
        <h2>{m.none}</h2>
        <p>{m.noneText}</p>
      </>
    );
  }
  return (
    <>
      <h2>{m.nothingFound}</h2>
      <p>{m.nothingFoundText}</p>
      <Button onPress={() => void navigate({ search: {} })}>{m.clear}</Button>
    </>
  );
}
