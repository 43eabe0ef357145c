import { memo } from 'react';
import { board as m } from '../messages/board';
import type { Block, Vehicle } from './board-query';
import { type Cell, rowOf, type Within } from './cells';
import { labelOf, lookOf, SIGNS, titleOf } from './words';

interface BoardRowProps {
  vehicle: Vehicle;
  blocks: readonly Block[];
  index: number;
  within: Within;
  zone: string;
  /** The cell of this row that Tab leads to, if it is in this row. */
  activeKey: string | null;
  /** Others can be booked by this person, and this one cannot. */
  isApart: boolean;
}

export const ROW_HEIGHT = 48;

/** The row of a vehicle. What its cells do is heard by the grid, so that a row is cheap. */
export const BoardRow = memo(function BoardRow(props: BoardRowProps) {
  const { vehicle, blocks, index, within, zone, activeKey, isApart } = props;
  const { cells, buffers } = rowOf(vehicle, blocks, within);
  return (
    <div className="board-row" role="row" aria-rowindex={index + 2} style={{ top: index * ROW_HEIGHT }}>
      <div className="board-name" role="rowheader">
        <span className="board-vehicle">{vehicle.name}</span>
        <span className="small quiet">
          {vehicle.registration}
          {vehicle.state === 'disabled' && <span className="board-word">{m.disabled}</span>}
        </span>
      </div>
      <div className="board-track" role="presentation">
        {buffers.map((cell, at) => (
          <div key={at} className="board-buffer" style={placeOf(cell, within)} aria-hidden="true" />
        ))}
        {cells.map((cell) => (
          <div key={cell.key} className="board-cell" role="gridcell" style={placeOf(cell, within)}>
            <Content cell={cell} vehicle={vehicle} zone={zone} tabIndex={cell.key === activeKey ? 0 : -1} />
          </div>
        ))}
        {cells.length === 0 && (
          <div className="board-cell board-nothing small quiet" role="gridcell">
            {isApart && <span>{m.notForYou}</span>}
          </div>
        )}
      </div>
    </div>
  );
});

export function placeOf({ start, end }: { start: number; end: number }, within: Within) {
  const length = within.end - within.start;
  return {
    left: `${((start - within.start) / length) * 100}%`,
    width: `${((end - start) / length) * 100}%`,
  };
}

interface ContentProps {
  cell: Cell;
  vehicle: Vehicle;
  zone: string;
  tabIndex: 0 | -1;
}

function Content({ cell, vehicle, zone, tabIndex }: ContentProps) {
  const label = labelOf(cell, vehicle.name, zone);
  const common = {
    'data-cell': cell.key,
    'data-vehicle': vehicle.id,
    'aria-label': label,
    title: label,
    tabIndex,
  };
  if (!cell.block) {
    return (
      <button type="button" {...common} className="board-gap">
        <span aria-hidden="true">{SIGNS.free}</span>
      </button>
    );
  }
  const look = lookOf(cell.block);
  const text = (
    <>
      <span className="board-sign" aria-hidden="true">
        {SIGNS[look]}
      </span>
      <span className="board-text">{titleOf(cell.block)}</span>
    </>
  );
  const { bookingId, mine } = cell.block;
  const shape = { ...common, className: 'board-block', 'data-look': look, 'data-mine': mine || undefined };
  if (!bookingId) {
    return (
      <span {...shape} role="img">
        {text}
      </span>
    );
  }
  return (
    <a {...shape} href={`/app/bookings/${bookingId}`} data-booking={bookingId} draggable={false}>
      {text}
    </a>
  );
}
