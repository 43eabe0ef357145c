import { oneOf, type Search, textIn } from '../search-params';

export const TABS = ['utilisation', 'reasons', 'vehicles', 'bookings'] as const;
export type ReportTab = (typeof TABS)[number];

export interface ReportsSearch {
  tab?: ReportTab;
  /** The first and the last day, such as `2026-11-01`. Without them it is this month. */
  from?: string;
  to?: string;
  branchId?: string;
}

const dateIn = (search: Search, key: string): string | undefined => {
  const text = textIn(search, key);
  return text && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
};

export const readReportsSearch = (search: Search): ReportsSearch => ({
  tab: oneOf(search, 'tab', TABS),
  from: dateIn(search, 'from'),
  to: dateIn(search, 'to'),
  branchId: textIn(search, 'branchId'),
});
