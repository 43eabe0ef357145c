import { memo, type ReactNode, useMemo, useRef } from 'react';
import { common as m } from '../messages/en';
import { Button } from './button';
import { messageOf, RequestId } from './notice';
import { usePainted } from './use-painted';
import { useRowFocus } from './use-row-focus';

export interface Column<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** The cell that names the row; on a phone it also shows what `narrow` says. */
  isRowHeader?: boolean;
  /** For the row's name: the other columns in short, where there is no room for them. */
  narrow?: (row: Row) => ReactNode;
  /** Left out on a phone. */
  isWideOnly?: boolean;
  isNumeric?: boolean;
  /** The buttons of the row; its header is read out only. */
  isActions?: boolean;
}

/** What `useInfiniteQuery` and `useQuery` tell of a list. */
export interface ListState {
  isPending: boolean;
  /** What was found before is still shown, while something else is on its way. */
  isPlaceholderData?: boolean;
  error: Error | null;
  refetch: () => unknown;
  hasNextPage?: boolean;
  isFetchingNextPage?: boolean;
  fetchNextPage?: () => unknown;
}

interface DataTableProps<Row> {
  /** Says what the table holds, to a screen reader. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  state: ListState;
  /** What there is to say and to do when there are no rows. */
  empty: ReactNode;
}

/** About as many as are in sight. */
const DRAWN_AT_ONCE = 20;

/**
 * A plain HTML table with its loading, empty and error states, and "Load more" for the next page. When the row with the
 * focus goes away, the focus moves to the next row.
 */
export function DataTable<Row>({ caption, columns, rows, rowId, state, empty }: DataTableProps<Row>) {
  const body = useRef<HTMLTableSectionElement>(null);
  const drawn = useRowsInTurn(rows, rowId);
  useRowFocus(body, rows.map(rowId));
  if (state.error && rows.length === 0) return <Failed error={state.error} onRetry={() => void state.refetch()} />;
  if (!state.isPending && rows.length === 0) return <div className="table-frame message">{empty}</div>;
  return (
    <div className="table-frame">
      <table className="table" aria-busy={state.isPending || state.isPlaceholderData === true}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" {...traitsOf(column)}>
                {column.isActions ? <span className="visually-hidden">{column.header}</span> : column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {state.isPending && <Skeleton columns={columns} />}
          {drawn.map((row) => (
            <TableRow key={rowId(row)} id={rowId(row)} row={row} columns={columns} />
          ))}
        </tbody>
      </table>
      {state.hasNextPage && (
        <div className="table-foot">
          <Button isPending={state.isFetchingNextPage} onPress={() => void state.fetchNextPage?.()}>
            {m.loadMore}
          </Button>
        </div>
      )}
    </div>
  );
}

/** What is new and further down is drawn a moment later, so that the rows in sight need not wait for it. */
function useRowsInTurn<Row>(rows: readonly Row[], rowId: (row: Row) => string): readonly Row[] {
  const ids = rows.map(rowId).join();
  const paintedIds = usePainted(ids);
  const painted = useMemo(() => new Set(paintedIds.split(',')), [paintedIds]);
  return ids === paintedIds ? rows : rows.filter((row, index) => index < DRAWN_AT_ONCE || painted.has(rowId(row)));
}

interface TableRowProps<Row> {
  id: string;
  row: Row;
  columns: readonly Column<Row>[];
}

/** Drawn again only when the row or the columns are others: give `columns` that stay the same to a table of many rows. */
const TableRow = memo(function TableRow<Row>({ id, row, columns }: TableRowProps<Row>) {
  return (
    <tr data-row={id}>
      {columns.map((column) => (
        <Cell key={column.id} column={column} row={row} />
      ))}
    </tr>
  );
}) as <Row>(props: TableRowProps<Row>) => ReactNode;

function traitsOf<Row>({ isWideOnly, isNumeric, isActions }: Column<Row>) {
  return {
    className: isWideOnly ? 'wide-only' : undefined,
    'data-numeric': isNumeric || undefined,
    'data-actions': isActions || undefined,
  };
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  if (!column.isRowHeader) return <td {...traitsOf(column)}>{column.cell(row)}</td>;
  return (
    <th scope="row">
      {column.cell(row)}
      {column.narrow && <span className="narrow-only small quiet">{column.narrow(row)}</span>}
    </th>
  );
}

function Skeleton<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  return [0, 1, 2, 3, 4].map((row) => (
    <tr key={row} aria-hidden="true">
      {columns.map((column) => (
        <td key={column.id} {...traitsOf(column)}>
          {!column.isActions && <div className="skeleton" />}
        </td>
      ))}
    </tr>
  ));
}

/** In the place of what could not be read. */
export function Failed({ error, onRetry }: { error: Error; onRetry: () => void }) {
  return (
    <div className="table-frame message" role="alert">
      <h2>{m.notLoaded}</h2>
      <p>{messageOf(error)}</p>
      <RequestId error={error} />
      <Button onPress={onRetry}>{m.tryAgain}</Button>
    </div>
  );
}
