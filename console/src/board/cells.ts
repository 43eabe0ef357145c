import { millisOf } from '../time';
import type { Block, Vehicle } from './board-query';

const MINUTE_MS = 60_000;
/** Shorter gaps are too narrow to press, and nobody books them. */
const SHORTEST_GAP_MS = 15 * MINUTE_MS;

/** A stretch of a vehicle's row, in milliseconds: something that holds the vehicle, or a gap that can be booked. */
export interface Cell {
  key: string;
  start: number;
  end: number;
  /** None: the vehicle is free. */
  block?: Block;
}

export interface Within {
  start: number;
  end: number;
  now: number;
  /** Where gaps are cut, so that a gap of the week's board is within one day. */
  cuts?: readonly number[];
}

/** What holds each vehicle, by its id. */
export function blocksByVehicle(blocks: readonly Block[]): Map<string, Block[]> {
  const byVehicle = new Map<string, Block[]>();
  for (const block of blocks) {
    const known = byVehicle.get(block.vehicleId);
    if (known) known.push(block);
    else byVehicle.set(block.vehicleId, [block]);
  }
  return byVehicle;
}

/** The row of a vehicle: what holds it, and the free gaps between, earliest first. Buffers come apart: nothing can be done with them. */
export function rowOf(vehicle: Vehicle, blocks: readonly Block[], within: Within): { cells: Cell[]; buffers: Cell[] } {
  const placed = blocks.map((block) => placedIn(block, within)).filter(({ start, end }) => start < end);
  const buffers = placed.filter(({ block }) => block!.kind === 'buffer');
  const gaps = vehicle.bookable ? gapsBetween(placed, within) : [];
  const cells = [...placed.filter(({ block }) => block!.kind !== 'buffer'), ...gaps];
  return { cells: cells.sort((one, other) => one.start - other.start), buffers };
}

/** A vehicle that is still out holds until it is back, so until now at least. */
function placedIn(block: Block, { start: first, end: last, now }: Within): Cell {
  const [start, ends] = [millisOf(block.start), millisOf(block.end)];
  const end = block.late ? Math.max(ends, now) : ends;
  const key = `${block.kind} ${block.start}`;
  return { key, start: Math.max(start, first), end: Math.min(end, last), block };
}

function gapsBetween(placed: readonly Cell[], { start, end, now, cuts = [] }: Within): Cell[] {
  const quarter = Math.ceil(now / SHORTEST_GAP_MS) * SHORTEST_GAP_MS;
  const held = placed.filter(({ block }) => block!.state !== 'completed').sort((one, other) => one.start - other.start);
  const free: [number, number][] = [];
  let from = Math.max(start, quarter);
  for (const block of held) {
    if (block.start > from) free.push([from, block.start]);
    from = Math.max(from, block.end);
  }
  if (from < end) free.push([from, end]);
  return free
    .flatMap(([left, right]) => cutAt(left, right, cuts))
    .filter(([left, right]) => right - left >= SHORTEST_GAP_MS)
    .map(([left, right]) => ({ key: `free ${left}`, start: left, end: right }));
}

function cutAt(left: number, right: number, cuts: readonly number[]): [number, number][] {
  const inside = cuts.filter((at) => at > left && at < right);
  const edges = [left, ...inside, right];
  return edges.slice(1).map((to, at) => [edges[at]!, to]);
}

/** The cell of a row that is nearest to a time: where the arrow keys lead from the row above or below. */
export const nearestTo = (cells: readonly Cell[], at: number): Cell | undefined =>
  cells.reduce<Cell | undefined>((best, cell) => {
    const distance = ({ start, end }: Cell) => (at < start ? start - at : at >= end ? at - end + 1 : 0);
    return best && distance(best) <= distance(cell) ? best : cell;
  }, undefined);
