import { oneOf, type Search, textIn } from '../search-params';
import { isInstant } from '../time';

/** Where a booking would go. */
export interface Proposal {
  bookingId: string;
  vehicleId: string;
  start: string;
  end: string;
}

export interface BoardSearch {
  branchId?: string;
  /** `2026-11-30`; without it, today in the branch's zone. */
  date?: string;
  view?: 'week';
  kind?: string;
  locationId?: string;
  groupId?: string;
  /** The booking that is about to be moved, and where to: its sheet is open. */
  move?: string;
  moveTo?: string;
  moveStart?: string;
  moveEnd?: string;
}

const DATE = /^\d{4}-(0[1-9]|1[0-2])-([012]\d|3[01])$/;

export function readBoardSearch(search: Search): BoardSearch {
  const date = textIn(search, 'date');
  return {
    branchId: textIn(search, 'branchId'),
    date: date && DATE.test(date) && !Number.isNaN(Date.parse(date)) ? date : undefined,
    view: oneOf(search, 'view', ['week']),
    kind: textIn(search, 'kind'),
    locationId: textIn(search, 'locationId'),
    groupId: textIn(search, 'groupId'),
    move: textIn(search, 'move'),
    moveTo: textIn(search, 'moveTo'),
    moveStart: instantIn(search, 'moveStart'),
    moveEnd: instantIn(search, 'moveEnd'),
  };
}

const instantIn = (search: Search, key: string): string | undefined => {
  const text = textIn(search, key);
  return text !== undefined && isInstant(text) ? text : undefined;
};

/** What is to be moved where; null while no such sheet is open. */
export function proposalIn({ move, moveTo, moveStart, moveEnd }: BoardSearch): Proposal | null {
  if (!move || !moveTo || !moveStart || !moveEnd) return null;
  return { bookingId: move, vehicleId: moveTo, start: moveStart, end: moveEnd };
}

/** The address of a proposal; of none, what closes its sheet. */
export const searchOf = (proposal: Proposal | null): BoardSearch => ({
  move: proposal?.bookingId,
  moveTo: proposal?.vehicleId,
  moveStart: proposal?.start,
  moveEnd: proposal?.end,
});
