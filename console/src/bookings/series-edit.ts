import { api, dataOf, ifMatch } from '../api/client';
import type { Schema } from '../api/types';
import { occurrences } from '../messages/booking-sheet';
import { bookings } from '../messages/bookings';
import { type Choices, exceptionsOf } from '../shared/booking/series-exceptions';
import { addDays, daysBetween, instantOf, isBefore, now, partsOf } from '../time';
import type { Booking } from './bookings-query';
import type { Changes } from './save-booking';

type Series = Schema<'BookingSeries'>;

/** How much of a series an edit is meant for, where it is more than one booking. */
export type Several = 'following' | 'all';

/** An edit of a series as the service takes it. */
interface SeriesEdit {
  series: Series;
  body: Schema<'PlannedBookingSeriesPatch'>;
  /** What was chosen for the bookings that are meant. */
  choices: Choices;
  /** The bookings that are changed by it. */
  bookingIds: readonly (string | null)[];
}

interface Wanted {
  series: Series;
  /** The booking that the person opened. */
  opened: Booking;
  changes: Changes;
  scope: Several;
  choices: Choices;
}

const isOpen = ({ state, start }: Schema<'SeriesOccurrence'>): boolean =>
  (state === 'pending' || state === 'confirmed') && isBefore(now(), start);

export function seriesEditOf({ series, opened, changes, scope, choices: all }: Wanted): SeriesEdit {
  const isMeant = ({ start }: { start: string }) => scope === 'all' || !isBefore(start, opened.start);
  const meant = series.occurrences.filter(isOpen).filter(isMeant);
  const choices = Object.fromEntries(Object.entries(all).filter(([at]) => meant.some(({ start }) => start === at)));
  const own = scope === 'following' ? { from: opened.start } : timesOfFirst(meant[0], opened, changes);
  const body = { ...changes, ...own, exceptions: exceptionsOf(choices, opened.timeZone) };
  const bookingIds = meant.filter(({ start }) => choices[start]?.kind !== 'skip').map(({ bookingId }) => bookingId);
  return { series, body, choices, bookingIds };
}

/**
 * The service takes the new times of the first booking that is ahead; the person typed those of the one that they opened.
 * The first one moves by as many days, to the same times of day.
 */
function timesOfFirst(first: Schema<'SeriesOccurrence'> | undefined, opened: Booking, { start, end }: Changes) {
  if (!start || !end || !first) return {};
  const zone = opened.timeZone;
  const moved = (firstAt: string, openedAt: string, typed: string): string => {
    const [to, from] = [partsOf(typed, zone), partsOf(openedAt, zone)];
    return instantOf(addDays(partsOf(firstAt, zone).date, daysBetween(from.date, to.date)), to.time, zone);
  };
  return { start: moved(first.start, opened.start, start), end: moved(first.end, opened.end, end) };
}

type Asked = { id: string } & Pick<SeriesEdit, 'body'>;

export const askAboutEdit = ({ id, body }: Asked, signal: AbortSignal) =>
  dataOf(api.POST('/api/v1/booking-series/{id}/preview', { params: { path: { id } }, body, signal }));

/** Saves the edit; returns what there is to say about it. */
export async function saveSeries({ series, body, choices, bookingIds }: SeriesEdit): Promise<string> {
  const params = { path: { id: series.id } };
  const saved = await dataOf(api.PATCH('/api/v1/booking-series/{id}', { params, body, headers: ifMatch(series) }));
  const changed = saved.occurrences.filter((each) => bookingIds.includes(each.bookingId) && isOpen(each)).length;
  const skipped = Object.values(choices).filter(({ kind }) => kind === 'skip').length;
  const said = bookings.edit.savedSeries(changed);
  return skipped > 0 ? `${said} ${occurrences.skipped(skipped)}` : said;
}
