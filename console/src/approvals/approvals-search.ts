import { oneOf, type Search, textIn } from '../search-params';

export const STATES = ['pending', 'approved', 'declined', 'withdrawn', 'lapsed'] as const;

export interface ApprovalsSearch {
  /** Without it, what waits. */
  state?: (typeof STATES)[number];
  branchId?: string;
  /** The request whose drawer is open. */
  request?: string;
  sheet?: 'delegate';
}

export const readApprovalsSearch = (search: Search): ApprovalsSearch => ({
  state: oneOf(search, 'state', STATES),
  branchId: textIn(search, 'branchId'),
  request: textIn(search, 'request'),
  sheet: oneOf(search, 'sheet', ['delegate']),
});
