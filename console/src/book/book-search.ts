import { type Search, textIn } from '../search-params';

/** What is looked for, and the vehicle whose booking sheet is open. Times are instants. */
export interface BookSearch {
  from?: string;
  to?: string;
  branchId?: string;
  seats?: string;
  kind?: string;
  /** By commas. */
  accessoryIds?: string;
  destination?: string;
  vehicleId?: string;
}

const KEYS = ['branchId', 'seats', 'kind', 'accessoryIds', 'destination', 'vehicleId'] as const;

const instantIn = (search: Search, key: string): string | undefined => {
  const text = textIn(search, key);
  return text !== undefined && !Number.isNaN(Date.parse(text)) ? text : undefined;
};

export const readBookSearch = (search: Search): BookSearch => ({
  from: instantIn(search, 'from'),
  to: instantIn(search, 'to'),
  ...Object.fromEntries(KEYS.map((key) => [key, textIn(search, key)])),
});
