import { useRouter } from '@tanstack/react-router';
import { useMemo } from 'react';
import { board as m } from '../messages/board';
import { millisOf } from '../time';
import type { ShownBoard } from './board-grid';
import type { Vehicle } from './board-query';
import { bookHref } from './book-href';
import { blocksByVehicle, type Cell, rowOf, type Within } from './cells';
import { useNow } from './use-now';
import { freeDayWords, freeWords, lookOf, SIGNS, spanOfCell, titleOf } from './words';

/** On a phone: each vehicle with when it is free, from now on. */
export function BoardList({ vehicles, blocks, zone, branchId, span }: ShownBoard) {
  const router = useRouter();
  const now = useNow();
  const byVehicle = useMemo(() => blocksByVehicle(blocks), [blocks]);
  const within: Within = {
    start: millisOf(span.from),
    end: millisOf(span.to),
    now,
    cuts: span.days.map(({ start }) => start),
  };
  const isWeek = span.days.length > 1;
  const wordsOf = (cell: Cell) =>
    isWeek ? freeDayWords(cell, span.days, within.end, zone) : freeWords(cell, within.end, zone);
  const isAnyBookable = vehicles.some(({ bookable }) => bookable);
  /** What there is to say of a vehicle without a gap. */
  const noGap = ({ bookable }: Vehicle) => {
    if (bookable) return m.nothingLeft;
    return isAnyBookable ? m.notForYou : null;
  };
  return (
    <ul className="board-list" aria-label={m.title}>
      {vehicles.map((vehicle) => {
        const { cells } = rowOf(vehicle, byVehicle.get(vehicle.id) ?? [], within);
        const gaps = cells.filter(({ block }) => !block);
        const ahead = cells.filter(({ block, end }) => block && end > now);
        return (
          <li key={vehicle.id} className="card board-item">
            <h2>{vehicle.name}</h2>
            <p className="small quiet">
              {vehicle.registration} · {m.seats(vehicle.seats)}
            </p>
            {gaps.map((cell) => (
              <button
                key={cell.key}
                type="button"
                className="button board-free"
                aria-label={`${vehicle.name}: ${wordsOf(cell)}`}
                onClick={() => router.history.push(bookHref(vehicle.id, branchId, cell))}
              >
                {wordsOf(cell)}
              </button>
            ))}
            {gaps.length === 0 && noGap(vehicle) && <p className="small quiet">{noGap(vehicle)}</p>}
            {ahead.length > 0 && (
              <ul className="board-taken small">
                {ahead.map((cell) => (
                  <li key={cell.key}>
                    <Taken cell={cell} zone={zone} />
                  </li>
                ))}
              </ul>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Taken({ cell, zone }: { cell: Cell; zone: string }) {
  const block = cell.block!;
  const look = lookOf(block);
  const state = look === 'unavailable' || look === 'free' ? m.unavailable : m.states[look];
  const text = m.cell(titleOf(block), state, spanOfCell(cell, zone));
  return (
    <>
      <span aria-hidden="true">{SIGNS[look]}</span>{' '}
      {block.bookingId ? <a href={`/app/bookings/${block.bookingId}`}>{text}</a> : text}
    </>
  );
}
