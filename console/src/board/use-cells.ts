import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Vehicle } from './board-query';
import { type Cell, nearestTo } from './cells';

export interface Active {
  row: number;
  cell: Cell;
}

/** Where the focus is or is to go; a booking is found again where it was moved to. */
interface Wanted {
  vehicleId: string;
  key: string;
  start: number;
  bookingId: string | undefined;
}

interface Options {
  frame: RefObject<HTMLElement | null>;
  vehicles: readonly Vehicle[];
  cellsOf: (row: number) => readonly Cell[];
  rowHeight: number;
}

const PAGE = 8;
const MOVES: Record<string, number> = { ArrowUp: -1, ArrowDown: 1, PageUp: -PAGE, PageDown: PAGE };

/** One cell of the grid is in the order of Tab; arrows, Home, End and the page keys lead from it to the others. */
export function useCells({ frame, vehicles, cellsOf, rowHeight }: Options) {
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const asked = useRef(false);
  const held = useRef(false);
  const active = activeOf(wanted, vehicles, cellsOf);

  useEffect(() => {
    const outside = ({ target }: Event) => {
      // A dialog over the grid gives the focus back.
      const isOver = target instanceof Element && target.closest('[role=dialog]') !== null;
      if (!isOver && !frame.current?.contains(target as Node)) held.current = false;
    };
    document.addEventListener('focusin', outside);
    document.addEventListener('pointerdown', outside);
    return () => {
      document.removeEventListener('focusin', outside);
      document.removeEventListener('pointerdown', outside);
    };
  }, [frame]);

  // After every drawing: the cell may have come into being only now, or have gone away with the focus on it.
  useLayoutEffect(() => {
    const isLost = held.current && document.activeElement === document.body;
    if ((!asked.current && !isLost) || !active) return;
    const element = elementOf(frame.current, vehicles[active.row]!, active.cell);
    if (!element) return;
    asked.current = false;
    element.focus({ preventScroll: true });
    reveal(frame.current!, element, active.row, rowHeight);
  });

  const moveTo = (row: number, cell: Cell | undefined) => {
    const vehicle = vehicles[row];
    if (!cell || !vehicle) return;
    asked.current = true;
    setWanted(wantedOf(vehicle.id, cell));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (!active || event.altKey || event.metaKey) return;
    const target = targetOf(event, active, vehicles.length, cellsOf);
    if (!target) return;
    event.preventDefault();
    moveTo(...target);
  };
  const onFocus = ({ target }: { target: EventTarget }) => {
    const { cell: key, vehicle: vehicleId } = (target as HTMLElement).dataset;
    if (!key || !vehicleId) return;
    held.current = true;
    const row = vehicles.findIndex(({ id }) => id === vehicleId);
    const cell = row < 0 ? undefined : cellsOf(row).find((each) => each.key === key);
    if (cell && (wanted?.key !== key || wanted.vehicleId !== vehicleId)) {
      setWanted(wantedOf(vehicleId, cell));
    }
  };
  return { active, onKeyDown, onFocus };
}

function activeOf(wanted: Wanted | null, vehicles: readonly Vehicle[], cellsOf: Options['cellsOf']): Active | null {
  const found = wanted ? vehicles.findIndex(({ id }) => id === wanted.vehicleId) : -1;
  const isThere = found >= 0 && cellsOf(found).some(({ key }) => key === wanted!.key);
  const moved = wanted?.bookingId && !isThere ? bookingIn(wanted.bookingId, vehicles, cellsOf) : null;
  if (moved) return moved;
  const first =
    found >= 0 && cellsOf(found).length > 0 ? found : vehicles.findIndex((_, row) => cellsOf(row).length > 0);
  if (first < 0) return null;
  const cells = cellsOf(first);
  const same = first === found ? cells.find(({ key }) => key === wanted!.key) : undefined;
  return { row: first, cell: same ?? (first === found ? nearestTo(cells, wanted!.start) : undefined) ?? cells[0]! };
}

const wantedOf = (vehicleId: string, { key, start, block }: Cell): Wanted => ({
  vehicleId,
  key,
  start,
  bookingId: block?.bookingId,
});

function bookingIn(bookingId: string, vehicles: readonly Vehicle[], cellsOf: Options['cellsOf']): Active | null {
  for (let row = 0; row < vehicles.length; row += 1) {
    const cell = cellsOf(row).find(({ block }) => block?.bookingId === bookingId);
    if (cell) return { row, cell };
  }
  return null;
}

/** Where a key leads to. */
function targetOf(
  { key, ctrlKey }: KeyboardEvent,
  { row, cell }: Active,
  rows: number,
  cellsOf: Options['cellsOf'],
): [number, Cell | undefined] | null {
  const cells = cellsOf(row);
  const at = cells.findIndex((each) => each.key === cell.key);
  if (key === 'ArrowRight') return [row, cells[at + 1]];
  if (key === 'ArrowLeft') return [row, cells[at - 1]];
  if (key === 'Home') return ctrlKey ? nextRow(-1, 1, rows, 0, cellsOf) : [row, cells[0]];
  if (key === 'End') return ctrlKey ? nextRow(rows, -1, rows, Infinity, cellsOf) : [row, cells.at(-1)];
  const step = MOVES[key];
  if (step === undefined || ctrlKey) return null;
  // A page stops at the edge; an arrow stays where it is.
  const from = Math.abs(step) === 1 ? row : Math.min(Math.max(row + step, 0), rows - 1) - Math.sign(step);
  return nextRow(from, Math.sign(step), rows, cell.start, cellsOf);
}

/** The next row that has any cell, at about the same time. */
function nextRow(
  from: number,
  step: number,
  rows: number,
  at: number,
  cellsOf: Options['cellsOf'],
): [number, Cell | undefined] {
  let row = from + step;
  while (row >= 0 && row < rows && cellsOf(row).length === 0) row += step;
  if (row < 0 || row >= rows) return [from, undefined];
  const cells = cellsOf(row);
  return [row, at === Infinity ? cells.at(-1) : nearestTo(cells, at)];
}

function elementOf(frame: HTMLElement | null, { id }: Vehicle, { key }: Cell): HTMLElement | null {
  return frame?.querySelector(`[data-vehicle="${CSS.escape(id)}"][data-cell="${CSS.escape(key)}"]`) ?? null;
}

/** Below the head, which stays at the top, and beside the names, which stay at the left. */
function reveal(frame: HTMLElement, element: HTMLElement, row: number, rowHeight: number): void {
  const head = frame.querySelector<HTMLElement>('.board-head')!;
  const top = row * rowHeight;
  const room = frame.clientHeight - head.offsetHeight;
  if (top < frame.scrollTop) frame.scrollTop = top;
  else if (top + rowHeight > frame.scrollTop + room) frame.scrollTop = top + rowHeight - room;
  const names = head.firstElementChild!.getBoundingClientRect().right;
  const { left, right } = element.getBoundingClientRect();
  const edge = frame.getBoundingClientRect().right;
  if (left < names) frame.scrollLeft += left - names;
  else if (right > edge) frame.scrollLeft += Math.min(right - edge, left - names);
}
