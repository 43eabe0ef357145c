import { oneOf, type Search, textIn } from '../search-params';

export interface RolesSearch {
  q?: string;
  roleId?: string;
  /** Only what differs from the defaults, and what is not saved yet. */
  changed?: 'yes';
}

export const readRolesSearch = (search: Search): RolesSearch => ({
  q: textIn(search, 'q'),
  roleId: textIn(search, 'roleId'),
  changed: oneOf(search, 'changed', ['yes']),
});
