import { board as m } from '../messages/board';
import { addDays, hoursInDay, hoursOfDay, instantOf, millisOf, showDate, today, weekStartOf } from '../time';
import type { BoardSearch } from './board-search';

/** The time that the board shows, as the API is asked for it. */
export interface Span {
  from: string;
  to: string;
  /** The days of it, each with where it begins. */
  days: { date: string; start: number }[];
}

/** A day, or the week from Monday that the day is in. */
export function spanOf({ date, view }: Pick<BoardSearch, 'date' | 'view'>, zone: string): Span {
  const day = date ?? today(zone);
  const first = view === 'week' ? weekStartOf(day) : day;
  const count = view === 'week' ? 7 : 1;
  const dates = Array.from({ length: count }, (_, at) => addDays(first, at));
  const startOf = (at: string) => instantOf(at, '00:00', zone);
  return {
    from: startOf(first),
    to: startOf(addDays(first, count)),
    days: dates.map((each) => ({ date: each, start: millisOf(startOf(each)) })),
  };
}

/** `Mon 30 Nov`, or the first and the last day. */
export function titleOf({ days }: Span): string {
  const [first, last] = [days[0]!, days.at(-1)!].map(({ date }) => showDate(date));
  return first === last ? first! : m.fromTo(first!, last!);
}

/** The days of the span on which the clocks change, with how many hours they have. */
export const oddDaysOf = ({ days }: Span, zone: string): { date: string; hours: number }[] =>
  days.map(({ date }) => ({ date, hours: hoursInDay(date, zone) })).filter(({ hours }) => hours !== 24);

export interface Axis {
  start: number;
  end: number;
  ticks: { at: number; label: string }[];
}

/** Real time from edge to edge, so that an hour is as wide on a day of 25 hours as its neighbours are. */
export function axisOf(span: Span, zone: string, labelOf: (date: string) => string): Axis {
  const [start, end] = [millisOf(span.from), millisOf(span.to)];
  const ticks =
    span.days.length === 1
      ? hoursOfDay(span.from, span.to, zone)
      : span.days.map(({ date, start: at }) => ({ at, label: labelOf(date) }));
  return { start, end, ticks };
}
