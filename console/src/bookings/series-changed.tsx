import { ApiProblem } from '../api/api-problem';
import { bookings } from '../messages/bookings';
import { Notice } from '../ui/notice';

const m = bookings.seriesStale;

export const isStale = (error: unknown): boolean => error instanceof ApiProblem && error.status === 412;

/** Somebody else changed bookings of the series while this was open: pressing again is meant for the series as it is now. */
export const SeriesChanged = () => (
  <Notice tone="waiting">
    <div role="alert">
      <p>
        <strong>{m.title}</strong>
      </p>
      <p>{m.text}</p>
    </div>
  </Notice>
);
