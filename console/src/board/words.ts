import { board as m } from '../messages/board';
import { instantAt, rangeOf, showDate, timeOf } from '../time';
import type { Block } from './board-query';
import type { Cell } from './cells';
import type { Span } from './span';

export type Look = 'pending' | 'confirmed' | 'in_use' | 'completed' | 'late' | 'unavailable' | 'free';

export const SIGNS: Record<Look, string> = {
  pending: '?',
  confirmed: '●',
  in_use: '▶',
  completed: '✓',
  late: '!',
  unavailable: '✕',
  free: '+',
};

export function lookOf({ kind, state, late }: Block): Look {
  if (kind === 'unavailable') return 'unavailable';
  if (late) return 'late';
  return state === 'pending' || state === 'in_use' || state === 'completed' ? state : 'confirmed';
}

/** Who has the vehicle, or why it is out of service; "Booked" where one may not know. */
export function titleOf({ kind, title, destination }: Block): string {
  if (kind === 'unavailable') return title ?? m.unavailable;
  if (!title) return m.booked;
  return destination ? m.titleAndPlace(title, destination) : title;
}

/** What a screen reader says of a cell, and what the pointer shows. */
export function labelOf(cell: Cell, vehicle: string, zone: string): string {
  const span = spanOfCell(cell, zone);
  if (!cell.block) return m.freeFor(vehicle, span);
  const look = lookOf(cell.block);
  if (look === 'free') return span;
  const title = titleOf(cell.block);
  if (look === 'unavailable') {
    return title === m.unavailable ? m.cellWithout(title, span) : m.cell(title, m.unavailable, span);
  }
  return m.cell(title, m.states[look], span);
}

/** Of a booking the times it has, not those that the board cuts it to. */
export function spanOfCell({ block, start, end }: Cell, zone: string): string {
  return rangeOf(block?.start ?? instantAt(start), block?.end ?? instantAt(end), zone);
}

/** When a vehicle is free: `Free from 11:30 to midnight`. */
export function freeWords({ start, end }: Cell, dayEnd: number, zone: string): string {
  const until = end === dayEnd ? m.midnight : timeOf(instantAt(end), zone);
  return m.freeFromTo(timeOf(instantAt(start), zone), until);
}

/** The same in a week, whose gaps are cut at midnight: `Thu 3 Dec: free from 11:30 to midnight`. */
export function freeDayWords({ start, end }: Cell, days: Span['days'], weekEnd: number, zone: string): string {
  const at = days.findLastIndex((day) => day.start <= start);
  const { date, start: dayStart } = days[at]!;
  const dayEnd = days[at + 1]?.start ?? weekEnd;
  if (start === dayStart && end === dayEnd) return m.freeAllDay(showDate(date));
  const until = end === dayEnd ? m.midnight : timeOf(instantAt(end), zone);
  return m.freeOn(showDate(date), timeOf(instantAt(start), zone), until);
}
