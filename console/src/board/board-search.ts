import { oneOf, type Search, textIn } from '../search-params';

export interface BoardSearch {
  branchId?: string;
  /** `2026-11-30`; without it, today in the branch's zone. */
  date?: string;
  view?: 'week';
  kind?: string;
  locationId?: string;
  groupId?: string;
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
  };
}
