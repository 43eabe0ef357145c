import { oneOf, type Search, textIn } from '../search-params';
import { BOOKING_SHEETS } from '../shared/booking-sheet-names';

export const TABS = ['upcoming', 'past', 'recurring', 'entered', 'branch'] as const;
export type BookingsTab = (typeof TABS)[number];

/** What the Branch tab can show: who has what now, what is late, what starts next. */
export const SHOWS = ['ahead', 'out', 'late', 'next', 'pending', 'past', 'all'] as const;
export type Show = (typeof SHOWS)[number];

export interface BookingsSearch {
  tab?: BookingsTab;
  show?: Show;
  branchId?: string;
  vehicleId?: string;
  /** Dates. */
  from?: string;
  to?: string;
}

/** What is open over the drawer of a booking. */
export const SHEETS = ['edit', ...BOOKING_SHEETS] as const;

export const readBookingSearch = (search: Search): { sheet?: (typeof SHEETS)[number] } => ({
  sheet: oneOf(search, 'sheet', SHEETS),
});

const dateIn = (search: Search, key: string): string | undefined => {
  const text = textIn(search, key);
  return text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) ? text : undefined;
};

export const readBookingsSearch = (search: Search): BookingsSearch => ({
  tab: oneOf(search, 'tab', TABS),
  show: oneOf(search, 'show', SHOWS),
  branchId: textIn(search, 'branchId'),
  vehicleId: textIn(search, 'vehicleId'),
  from: dateIn(search, 'from'),
  to: dateIn(search, 'to'),
});
