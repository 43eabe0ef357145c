import { useRouter } from '@tanstack/react-router';
import { type MouseEvent, useMemo, useRef } from 'react';
import { board as m } from '../messages/board';
import { instantAt, millisOf, showDate } from '../time';
import { useShortcut } from '../ui/shortcuts';
import { usePainted } from '../ui/use-painted';
import { BoardRow, placeOf, ROW_HEIGHT } from './board-row';
import type { Block, Vehicle } from './board-query';
import type { Proposal } from './board-search';
import { bookHref } from './book-href';
import { blocksByVehicle, type Cell, rowOf, type Within } from './cells';
import { axisOf, type Span, titleOf } from './span';
import { useCells } from './use-cells';
import { type Drag, useDrag } from './use-drag';
import { useNow } from './use-now';
import { usePrinting } from './use-printing';
import { useWindow } from './use-window';

export interface ShownBoard {
  vehicles: readonly Vehicle[];
  blocks: readonly Block[];
  zone: string;
  branchId: string;
  span: Span;
}

interface BoardGridProps extends ShownBoard {
  onPropose: (proposal: Proposal) => void;
}

const NONE: readonly Block[] = [];
/** As board.css has them. */
const HEIGHTS = { row: ROW_HEIGHT, head: 36 };
const STEP_MS = 15 * 60_000;
const MOVABLE = ['pending', 'confirmed'];

/** How the rows are printed: high ones with two lines of text, low ones on one sheet as long as they can be read, or on several. */
const paperOf = (rows: number): string => (rows <= 18 ? 'high' : rows <= 48 ? 'low' : 'sheets');

/** Vehicles by time. Only the rows in sight are drawn; the grid hears for all of its cells. */
export function BoardGrid({ vehicles, blocks, zone, branchId, span, onPropose }: BoardGridProps) {
  const frame = useRef<HTMLDivElement>(null);
  const rows = useRef<HTMLDivElement>(null);
  const router = useRouter();
  const now = useNow();
  const axis = useMemo(() => axisOf(span, zone, showDate), [span, zone]);
  const byVehicle = useMemo(() => blocksByVehicle(blocks), [blocks]);
  const within = useMemo<Within>(
    () => ({ start: axis.start, end: axis.end, now, cuts: span.days.map(({ start }) => start) }),
    [axis, now, span],
  );
  const blocksOf = (vehicle: Vehicle) => byVehicle.get(vehicle.id) ?? NONE;
  const cellsOf = (row: number): readonly Cell[] => rowOf(vehicles[row]!, blocksOf(vehicles[row]!), within).cells;
  const { active, onKeyDown, onFocus } = useCells({ frame, vehicles, cellsOf, rowHeight: ROW_HEIGHT });
  const isPrinting = usePrinting();
  const { inSight, drawn: nearSight } = useWindow(frame, vehicles.length, HEIGHTS);
  // Of other vehicles than before, those in sight are drawn first.
  const isNew = usePainted(vehicles) !== vehicles;
  const [first, last] = isPrinting ? [0, vehicles.length] : isNew ? inSight : nearSight;

  const blockOf = ({ dataset }: HTMLElement) =>
    byVehicle.get(dataset.vehicle!)?.find(({ bookingId }) => bookingId && bookingId === dataset.booking);
  const proposalOf = ({ element, dx, y }: Drag): Proposal | null => {
    const block = blockOf(element);
    if (!block?.bookingId || !MOVABLE.includes(block.state ?? '')) return null;
    const box = rows.current!.getBoundingClientRect();
    const track = frame.current!.querySelector('.board-head .board-track')!.clientWidth;
    const by = Math.round((dx / track) * ((axis.end - axis.start) / STEP_MS)) * STEP_MS;
    const row = Math.min(Math.max(Math.floor((y - box.top) / ROW_HEIGHT), 0), vehicles.length - 1);
    const [start, end] = [block.start, block.end].map((at) => instantAt(millisOf(at) + by));
    return { bookingId: block.bookingId, vehicleId: vehicles[row]!.id, start: start!, end: end! };
  };
  const propose = (proposal: Proposal | null) => proposal && onPropose(proposal);
  const { drag, isClickOfDrag, handlers } = useDrag((dropped) => propose(proposalOf(dropped)));
  const drawn = drag && proposalOf(drag);
  useShortcut('m', m.moveShortcut, () => {
    const element = document.activeElement as HTMLElement | null;
    const block = element?.dataset.booking ? blockOf(element) : undefined;
    if (!block?.bookingId || !MOVABLE.includes(block.state ?? '')) return;
    onPropose({ bookingId: block.bookingId, vehicleId: block.vehicleId, start: block.start, end: block.end });
  });

  const onClick = (event: MouseEvent) => {
    const element = (event.target as HTMLElement).closest<HTMLElement>('[data-cell]');
    if (!element) return;
    const href = element.getAttribute('href');
    if (href && isClickOfDrag()) return event.preventDefault();
    if (href) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      return router.history.push(href);
    }
    const row = vehicles.findIndex(({ id }) => id === element.dataset.vehicle);
    const cell = row < 0 ? undefined : cellsOf(row).find(({ key }) => key === element.dataset.cell);
    if (cell && !cell.block) router.history.push(bookHref(vehicles[row]!.id, branchId, cell));
  };

  const isAnyBookable = vehicles.some(({ bookable }) => bookable);
  const drawnRows = vehicles.slice(first, last).map((vehicle, at) => ({ vehicle, index: first + at }));
  // The row with the focus stays, wherever one scrolls to.
  if (active && (active.row < first || active.row >= last)) {
    drawnRows.push({ vehicle: vehicles[active.row]!, index: active.row });
  }
  return (
    <div className="board-frame" ref={frame} data-view={span.days.length > 1 ? 'week' : 'day'} {...handlers}>
      <div
        className="board"
        role="grid"
        data-paper={paperOf(vehicles.length)}
        aria-label={m.gridOf(titleOf(span))}
        aria-rowcount={vehicles.length + 1}
        style={{ '--rows': vehicles.length } as React.CSSProperties}
        onClick={onClick}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
      >
        <div className="board-top" role="rowgroup">
          <div className="board-head" role="row" aria-rowindex={1}>
            <div className="board-name" role="columnheader">
              {m.vehicle}
            </div>
            <div className="board-track" role="presentation">
              {axis.ticks.map(({ at, label }, index) => (
                <div
                  key={at}
                  className="board-tick times"
                  role="columnheader"
                  style={placeOf({ start: at, end: axis.ticks[index + 1]?.at ?? axis.end }, within)}
                >
                  {label}
                </div>
              ))}
            </div>
          </div>
        </div>
        <div className="board-rows" role="rowgroup" ref={rows} style={{ height: vehicles.length * ROW_HEIGHT }}>
          <div className="board-lines" aria-hidden="true">
            {axis.ticks.slice(1).map(({ at }) => (
              <div key={at} className="board-line" style={{ left: placeOf({ start: at, end: at }, within).left }} />
            ))}
            {now > axis.start && now < axis.end && (
              <div className="board-now" style={{ left: placeOf({ start: now, end: now }, within).left }} />
            )}
          </div>
          {drawnRows.map(({ vehicle, index }) => (
            <BoardRow
              key={vehicle.id}
              vehicle={vehicle}
              blocks={blocksOf(vehicle)}
              index={index}
              within={within}
              zone={zone}
              activeKey={active?.row === index ? active.cell.key : null}
              isApart={isAnyBookable && !vehicle.bookable}
            />
          ))}
          {drawn && (
            <Ghost proposal={drawn} within={within} row={vehicles.findIndex(({ id }) => id === drawn.vehicleId)} />
          )}
        </div>
      </div>
    </div>
  );
}

/** Where the booking would go. */
function Ghost({ proposal, within, row }: { proposal: Proposal; within: Within; row: number }) {
  const [start, end] = [millisOf(proposal.start), millisOf(proposal.end)];
  return (
    <div className="board-row" aria-hidden="true" style={{ top: row * ROW_HEIGHT, pointerEvents: 'none' }}>
      <div className="board-name board-hidden" />
      <div className="board-track">
        <div className="board-ghost" style={placeOf({ start, end }, within)} />
      </div>
    </div>
  );
}
