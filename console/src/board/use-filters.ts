import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { usePainted } from '../ui/use-painted';
import type { BoardSearch } from './board-search';

const route = getRouteApi('/board');

export type Filters = Pick<BoardSearch, 'kind' | 'locationId' | 'groupId'>;

/** The filters live in the address. What is chosen is drawn first, and the address follows when it is on the screen. */
export function useFilters(): [Filters, (part: Filters) => void] {
  const { kind, locationId, groupId } = route.useSearch();
  const navigate = route.useNavigate();
  const [chosen, setChosen] = useState<Filters | null>(null);
  const painted = usePainted(chosen);
  useEffect(() => {
    if (!painted) return;
    const follow = async () => {
      await navigate({ search: (before) => ({ ...before, ...painted }), replace: true });
      setChosen((now) => (now === painted ? null : now));
    };
    void follow();
  }, [painted, navigate]);
  const shown = chosen ?? { kind, locationId, groupId };
  return [shown, (part) => setChosen({ ...shown, ...part })];
}
