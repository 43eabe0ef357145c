import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { ApiProblem } from '../../api/api-problem';
import { PREVIEWS } from './use-series-preview';

/** Whether some bookings of a series cannot be had: the preview then says which, and why. */
export const isSeriesConflict = (error: Error | null): boolean =>
  error instanceof ApiProblem && error.code === 'series_conflict';

const OVERTAKEN = [409, 412];

/** The place in a form where the service's answer is shown: it comes into sight, however long the form is. */
export function useSeriesAnswer(error: Error | null) {
  const answer = useRef<HTMLDivElement>(null);
  const client = useQueryClient();
  useEffect(() => {
    if (!error) return;
    answer.current?.scrollIntoView({ block: 'start' });
    // Somebody else was faster: what the preview said no longer holds.
    const isOvertaken = error instanceof ApiProblem && OVERTAKEN.includes(error.status);
    if (isOvertaken) void client.invalidateQueries({ queryKey: PREVIEWS });
  }, [error, client]);
  return answer;
}
