import { getRouteApi } from '@tanstack/react-router';
import type { ConnectionsSearch } from './connections-search';

const route = getRouteApi('/settings/connections');

/** The sheet that is open. It is in the address (`?open=&sheet=`), so that a link opens it. */
export function useOpened() {
  const { open: opened, sheet } = route.useSearch();
  const navigate = route.useNavigate();
  const show = (search: Pick<ConnectionsSearch, 'open' | 'sheet'>) =>
    void navigate({ search: (previous) => ({ ...previous, open: undefined, sheet: undefined, ...search }) });
  return {
    opened,
    sheet,
    open: (id: string, what?: ConnectionsSearch['sheet']) => show({ open: id, ...(what && { sheet: what }) }),
    close: () => show({}),
  };
}
