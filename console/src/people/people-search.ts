import { oneOf, type Search, textIn } from '../search-params';

export const TABS = ['pending', 'verified', 'unconfirmed', 'contact', 'suspended', 'rejected', 'all'] as const;
export type PeopleTab = (typeof TABS)[number];

export const HISTORIES = ['sign-ins', 'changes-by', 'changes-to', 'emails'] as const;
export type History = (typeof HISTORIES)[number];

/** What the list shows. */
export interface PeopleFilter {
  tab?: PeopleTab;
  q?: string;
  roleId?: string;
  branchId?: string;
  groupId?: string;
  /** On "All": the deleted ones as well. */
  deleted?: boolean;
}

/** Which sheet is open, and about whom: ids of people. */
export interface PeopleSheet {
  review?: string;
  edit?: string;
  /** Of the person. */
  history?: History;
  person?: string;
  panel?: 'add' | 'import';
}

export type PeopleSearch = PeopleFilter & PeopleSheet;

export const isSheetOpen = ({ review, edit, person, panel }: PeopleSheet): boolean =>
  Boolean(review ?? edit ?? person ?? panel);

/** No sheet: spread over a search, it closes what is open. */
export const NO_SHEET = {
  review: undefined,
  edit: undefined,
  history: undefined,
  person: undefined,
  panel: undefined,
} satisfies Record<keyof PeopleSheet, undefined>;

export const filterOf = ({ tab, q, roleId, branchId, groupId, deleted }: PeopleSearch): PeopleFilter => ({
  tab,
  q,
  roleId,
  branchId,
  groupId,
  deleted,
});

export const readPeopleSearch = (search: Search): PeopleSearch => ({
  tab: oneOf(search, 'tab', TABS),
  q: textIn(search, 'q'),
  roleId: textIn(search, 'roleId'),
  branchId: textIn(search, 'branchId'),
  groupId: textIn(search, 'groupId'),
  deleted: search.deleted === true || undefined,
  review: textIn(search, 'review'),
  edit: textIn(search, 'edit'),
  history: oneOf(search, 'history', HISTORIES),
  person: textIn(search, 'person'),
  panel: oneOf(search, 'panel', ['add', 'import'] as const),
});
