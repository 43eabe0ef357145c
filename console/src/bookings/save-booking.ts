import { queryClient } from '../api/query-client';
import { api, dataOf, ifMatch } from '../api/client';
import type { Schema } from '../api/types';
import { occurrences } from '../messages/booking-sheet';
import { bookings } from '../messages/bookings';
import { addDays, daysBetween, instantOf, isBefore, now, partsOf } from '../time';
import { type Booking, seriesQuery } from './bookings-query';

const m = bookings.edit;

/** How much of a series an edit is meant for. */
export type Scope = 'one' | 'following' | 'all';

export type Changes = Schema<'BookingPatch'>;

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

const isSameInstant = (one: string, other: string): boolean => !!other && Date.parse(one) === Date.parse(other);

/** What of a booking the person has changed. Both times are sent together: a move keeps neither by accident. */
export function changesOf(before: Booking, after: Required<Omit<Changes, 'overridePolicy'>> & Changes): Changes {
  const { start, end, overridePolicy, ...fields } = after;
  const changed = Object.entries(fields).filter(([field, value]) => !isSame(before[field as keyof Booking], value));
  const isMoved = !toMinute(before.start, start) || !toMinute(before.end, end);
  return {
    ...(Object.fromEntries(changed) as Changes),
    ...(isMoved && { start, end }),
    ...(overridePolicy && { overridePolicy }),
  };
}

/** A form has no seconds: a booking that began at 09:30:12 was not moved by being shown as 09:30. */
const toMinute = (stored: string, typed: string): boolean =>
  isSameInstant(stored, typed) || (!!typed && Math.floor(Date.parse(stored) / 60_000) === Date.parse(typed) / 60_000);

interface Save {
  booking: Booking;
  changes: Changes;
  scope: Scope;
  onConflict: 'fail' | 'skip';
  /** As the person has seen it, where it is one of a series. */
  series: { id: string; version: number } | undefined;
}

/** Saves one booking or the rest of a series; returns what there is to say about it. */
export async function saveBooking({ booking, changes, scope, onConflict, series: seen }: Save): Promise<string> {
  const { id, seriesId, start } = booking;
  if (scope === 'one' || !seriesId) {
    const params = { path: { id } };
    const saved = await dataOf(
      api.PATCH('/api/v1/bookings/{id}', { params, body: changes, headers: ifMatch(booking) }),
    );
    return saved.state === 'pending' && booking.state !== 'pending' ? m.savedPending : m.saved;
  }
  const params = { path: { id: seriesId } };
  const times = scope === 'all' ? await timesOfFirst(seriesId, booking, changes) : {};
  const from = scope === 'following' && { from: start };
  const body = { ...changes, ...times, ...from, onConflict };
  const headers = seen && ifMatch(seen);
  const series = await dataOf(api.PATCH('/api/v1/booking-series/{id}', { params, body, headers }));
  const skipped = series.occurrences.filter(({ code }) => code !== null).length;
  const touched = series.occurrences.filter(
    (each) => each.code === null && (scope === 'all' ? isBefore(now(), each.start) : !isBefore(each.start, start)),
  );
  const said = m.savedSeries(touched.length);
  return skipped > 0 ? `${said} ${occurrences.skipped(skipped)}` : said;
}

/**
 * The service takes the new times of the first booking that is ahead; the person typed those of the one that they opened.
 * The first one moves by as many days, to the same times of day.
 */
async function timesOfFirst(seriesId: string, opened: Booking, { start, end }: Changes) {
  if (!start || !end) return {};
  const zone = opened.timeZone;
  const series = await queryClient.fetchQuery({ ...seriesQuery(seriesId), staleTime: 0 });
  const open = series.occurrences.filter(({ state }) => state === 'pending' || state === 'confirmed');
  const first = open.find((each) => isBefore(now(), each.start));
  if (!first) return {};
  const moved = (firstAt: string, openedAt: string, typed: string): string => {
    const [to, from] = [partsOf(typed, zone), partsOf(openedAt, zone)];
    return instantOf(addDays(partsOf(firstAt, zone).date, daysBetween(from.date, to.date)), to.time, zone);
  };
  return { start: moved(first.start, opened.start, start), end: moved(first.end, opened.end, end) };
}
