import { useState } from 'react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Schema } from '../../api/types';
import { useSettled } from '../../ui/use-settled';

export const PREVIEWS = ['series-preview'];

/**
 * What would come of each booking of the series, a moment after the last change.
 *
 * @param planned what it is to be or become; null while it is not whole, and then nothing is asked
 * @param ask how the service is asked about it
 */
export function useSeriesPreview<Planned>(
  planned: Planned | null,
  ask: (planned: Planned, signal: AbortSignal) => Promise<Schema<'BookingSeriesPreview'>>,
) {
  const asked = planned && JSON.stringify(planned);
  const settled = useSettled(asked);
  const query = useQuery({
    queryKey: [...PREVIEWS, settled],
    queryFn: ({ signal }) => ask(JSON.parse(settled!) as Planned, signal),
    enabled: settled !== null,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  // Of what cannot be asked there is no answer; the list that is being changed stays all the same.
  const [last, setLast] = useState(query.data);
  if (query.data && query.data !== last) setLast(query.data);
  const isCurrent = settled === asked && !query.isFetching && !query.isPlaceholderData;
  return { data: asked === null ? undefined : (query.data ?? last), error: isCurrent ? query.error : null, isCurrent };
}
