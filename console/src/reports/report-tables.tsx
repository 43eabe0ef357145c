import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Schema } from '../api/types';
import { reports as m } from '../messages/reports';
import { rangeOf, zoneName } from '../time';
import { type Column, DataTable, type ListState } from '../ui/data-table';
import { StateBadge, type Tone } from '../ui/state-badge';
import { type Bar, Bars } from './bars';
import { bookingRecordsQuery, reasonSplitQuery, type Span, utilisationQuery, vehicleUseQuery } from './reports-query';

interface ReportProps {
  span: Span;
  /** In which the days of the report begin and end. */
  zone: string;
  zoneOfBranch: ReadonlyMap<string, string>;
}

const Nothing = () => (
  <>
    <h2>{m.none}</h2>
    <p>{m.noneText}</p>
  </>
);

interface ChartedProps<Row> {
  title: string;
  rows: readonly Row[];
  rowId: (row: Row) => string;
  columns: readonly Column<Row>[];
  state: ListState;
  bars: readonly Bar[];
  /** The value of a bar that is full. */
  full?: number;
}

/** Bars, and the table that they are of. */
function Charted<Row>({ title, rows, rowId, columns, state, bars, full }: ChartedProps<Row>): ReactNode {
  return (
    <div className="report">
      {bars.length > 0 && <Bars title={title} bars={bars} full={full} />}
      <DataTable caption={title} columns={columns} rows={rows} rowId={rowId} state={state} empty={<Nothing />} />
    </div>
  );
}

interface OfVehicle {
  vehicleId: string;
  vehicleName: string;
  registration: string;
  branchName: string;
}

const vehicleColumn = <Row extends OfVehicle>(): Column<Row> => ({
  id: 'vehicle',
  header: m.vehicle,
  cell: ({ vehicleName }) => vehicleName,
  isRowHeader: true,
  narrow: ({ registration, branchName }) => `${registration} · ${branchName}`,
});
const placeColumns = <Row extends OfVehicle>(): Column<Row>[] => [
  { id: 'registration', header: m.registration, cell: ({ registration }) => registration, isWideOnly: true },
  { id: 'branch', header: m.branch, cell: ({ branchName }) => branchName, isWideOnly: true },
];

type Utilisation = Schema<'VehicleUtilisation'>;
const UTILISATION: Column<Utilisation>[] = [
  vehicleColumn(),
  ...placeColumns<Utilisation>(),
  { id: 'bookings', header: m.bookings, cell: ({ bookings }) => m.number(bookings), isNumeric: true, isWideOnly: true },
  { id: 'booked', header: m.booked, cell: ({ bookedHours }) => m.hours(bookedHours), isNumeric: true },
  { id: 'share', header: m.share, cell: ({ percent }) => m.percent(percent), isNumeric: true },
];

export function UtilisationReport({ span }: ReportProps) {
  const list = useInfiniteQuery(utilisationQuery(span));
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const total = list.data?.pages[0]?.total;
  return (
    <>
      {total && rows.length > 0 && (
        <p>
          <strong>
            {m.totalOf(m.hours(total.bookedHours), m.hours(total.availableHours), m.percent(total.percent))}
          </strong>
        </p>
      )}
      <Charted
        title={m.tabs.utilisation}
        rows={rows}
        rowId={({ vehicleId }) => vehicleId}
        columns={UTILISATION}
        state={list}
        full={100}
        bars={rows.map(({ vehicleId, vehicleName, percent }) => ({
          id: vehicleId,
          label: vehicleName,
          value: percent,
          text: m.percent(percent),
        }))}
      />
    </>
  );
}

interface ReasonRow {
  id: string;
  category: keyof typeof m.categories;
  name: string;
  bookings: number;
  hours: number;
  percent: number;
}
const REASONS: Column<ReasonRow>[] = [
  {
    id: 'reason',
    header: m.reason,
    cell: ({ name }) => name,
    isRowHeader: true,
    narrow: ({ category }) => m.categories[category],
  },
  { id: 'category', header: m.category, cell: ({ category }) => m.categories[category], isWideOnly: true },
  { id: 'bookings', header: m.bookings, cell: ({ bookings }) => m.number(bookings), isNumeric: true, isWideOnly: true },
  { id: 'booked', header: m.booked, cell: ({ hours }) => m.hours(hours), isNumeric: true },
  { id: 'share', header: m.share, cell: ({ percent }) => m.percent(percent), isNumeric: true },
];

export function ReasonsReport({ span }: ReportProps) {
  const split = useQuery(reasonSplitQuery(span));
  const used = (split.data ?? []).filter(({ bookings }) => bookings > 0);
  const rows = used.flatMap(({ category, reasons }) =>
    reasons.map(({ reasonId, reasonName, ...part }) => ({ id: reasonId, category, name: reasonName, ...part })),
  );
  return (
    <Charted
      title={m.tabs.reasons}
      rows={rows}
      rowId={({ id }) => id}
      columns={REASONS}
      state={split}
      full={100}
      bars={used.map(({ category, percent }) => ({
        id: category,
        label: m.categories[category],
        value: percent,
        text: m.percent(percent),
      }))}
    />
  );
}

type Use = Schema<'VehicleUse'>;
const numberOr = (value: number | null): string => (value === null ? m.unknown : m.number(value));
const USE: Column<Use>[] = [
  vehicleColumn(),
  ...placeColumns<Use>(),
  { id: 'bookings', header: m.bookings, cell: ({ bookings }) => m.number(bookings), isNumeric: true },
  { id: 'distance', header: m.distance, cell: ({ distance }) => numberOr(distance), isNumeric: true },
  { id: 'odometer', header: m.odometer, cell: ({ odometer }) => numberOr(odometer), isNumeric: true, isWideOnly: true },
];

export function VehiclesReport({ span }: ReportProps) {
  const list = useInfiniteQuery(vehicleUseQuery(span));
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Charted
      title={m.tabs.vehicles}
      rows={rows}
      rowId={({ vehicleId }) => vehicleId}
      columns={USE}
      state={list}
      bars={rows.map(({ vehicleId, vehicleName, bookings }) => ({
        id: vehicleId,
        label: vehicleName,
        value: bookings,
        text: m.number(bookings),
      }))}
    />
  );
}

type Booking = Schema<'BookingRecord'>;
const TONES: Record<Booking['state'], Tone> = {
  pending: 'waiting',
  confirmed: 'confirmed',
  in_use: 'active',
  completed: 'done',
  declined: 'stopped',
  lapsed: 'quiet',
  cancelled: 'stopped',
  no_show: 'late',
};
/** A booking has the times of its branch here too; where they are not those of the report, it says whose they are. */
const bookingColumns = ({ zone, zoneOfBranch }: ReportProps): Column<Booking>[] => [
  {
    id: 'when',
    header: m.when,
    cell: ({ start, end, branchId }) => {
      const own = zoneOfBranch.get(branchId) ?? zone;
      const range = rangeOf(start, end, own);
      return <span className="times">{own === zone ? range : m.zoned(range, zoneName(own, start))}</span>;
    },
    isRowHeader: true,
    narrow: ({ vehicleName, bookerName }) => `${vehicleName} · ${bookerName ?? m.deletedPerson}`,
  },
  { id: 'vehicle', header: m.vehicle, cell: ({ vehicleName }) => vehicleName, isWideOnly: true },
  { id: 'who', header: m.who, cell: ({ bookerName }) => bookerName ?? m.deletedPerson, isWideOnly: true },
  { id: 'reason', header: m.reason, cell: ({ reasonName }) => reasonName, isWideOnly: true },
  {
    id: 'destination',
    header: m.destination,
    cell: ({ destination }) => <span className="free-text">{destination}</span>,
    isWideOnly: true,
  },
  {
    id: 'state',
    header: m.state,
    cell: ({ state }) => <StateBadge tone={TONES[state]}>{m.states[state]}</StateBadge>,
  },
];

export function BookingsReport(props: ReportProps) {
  const list = useInfiniteQuery(bookingRecordsQuery(props.span));
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <DataTable
      caption={m.tabs.bookings}
      columns={bookingColumns(props)}
      rows={rows}
      rowId={({ id }) => id}
      state={list}
      empty={<Nothing />}
    />
  );
}
