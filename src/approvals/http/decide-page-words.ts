import { DateTime } from 'luxon';
import type { LinkedRequest } from '../use-cases/decide-from-mail.js';
import type { RequestDetail } from '../use-cases/queue-views.js';

const REASONS: Readonly<Record<string, string>> = {
  always: 'every booking of this vehicle needs approval',
  personal_use: 'it is for personal use',
  inter_branch: 'the booker belongs to another branch',
  recurring: 'it is one of a series',
  longer_than: 'it is longer than usual',
  weekday: 'it is on a day that needs approval',
  outside_hours: 'it is outside the usual hours',
};

const DAY = 'cccc d LLLL yyyy, HH:mm';

function period(start: Date, end: Date, zone: string): string {
  const [from, to] = [start, end].map((at) => DateTime.fromJSDate(at, { zone }).setLocale('en-GB'));
  const clock = from!.offset === to!.offset ? '' : " 'UTC'Z";
  const until = from!.hasSame(to!, 'day') ? `HH:mm${clock}` : DAY + clock;
  return `${from!.toFormat(DAY + clock)} – ${to!.toFormat(until)} (${zone})`;
}

/** The request as the page tells it, in the branch's own time. */
export function shownRequest({ request, step }: LinkedRequest) {
  const { vehicleName, vehicleRegistration, branchName, timeZone, start, end, bookerName, originatorName } = request;
  const facts: [string, string | null][] = [
    ['Vehicle', vehicleRegistration ? `${vehicleName} (${vehicleRegistration})` : vehicleName],
    ['Branch', branchName],
    ['When', request.seriesId ? null : period(start, end, timeZone)],
    ['Bookings', request.seriesId ? countsOf(request) : null],
    ['Booked for', bookerName],
    ['Booked by', originatorName === bookerName ? null : originatorName],
    ['Reason', request.reasonName],
    ['Destination', request.destination],
    ['Notes', request.notes],
    ['Why asked', whyOf(request.reasons)],
    ['Step', request.steps.length > 1 ? `${step + 1} of ${request.steps.length}: ${request.steps[step]!.name}` : null],
  ];
  return {
    facts: facts.filter(([, value]) => value).map(([name, value]) => ({ name, value })),
    occurrences: request.occurrences
      .filter(({ state }) => state === 'pending')
      .map(({ bookingId, start: from, end: to, reasons }) => {
        const own = reasons.join() === request.reasons.join() ? '' : `: ${whyOf(reasons)}`;
        return { bookingId, text: period(from, to, timeZone) + own };
      }),
    others: request.otherBookings.map(({ start: from, end: to, state, bookerName: who }) => ({
      text: `${period(from, to, timeZone)}: ${who}, ${state}`,
    })),
    record: recordOf(request),
    until: DateTime.fromJSDate(request.lapsesAt, { zone: timeZone }).setLocale('en-GB').toFormat(DAY),
  };
}

const whyOf = (codes: readonly string[]): string => codes.map((code) => REASONS[code] ?? code).join('; ');

function countsOf({ occurrenceCount, waitingCount }: RequestDetail): string {
  const all = `${occurrenceCount} of a series`;
  return waitingCount === occurrenceCount ? all : `${all}, of which ${waitingCount} wait`;
}

const times = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;

function recordOf({ record }: RequestDetail): string {
  const { bookings, cancelled, declined, noShows } = record;
  if (bookings === 0) return 'no other bookings in your branches since 90 days ago';
  const said = [`${cancelled} cancelled`, `${declined} declined`, `${noShows} not collected`].join(', ');
  return `${times(bookings, 'other booking')} in your branches since 90 days ago: ${said}`;
}

/** What became of the step that a link is about; undefined while it waits. */
export function outcomeOf({ request, userId, step }: LinkedRequest) {
  const own = request.steps[step];
  if (own && (own.state === 'approved' || own.state === 'declined')) {
    const byReader = own.decidedBy === userId;
    const goesOn = request.state === 'pending';
    const approved = own.state === 'approved';
    const what = goesOn ? 'this step' : request.seriesId ? 'these bookings' : 'this booking';
    const title = `${byReader ? 'You' : 'Somebody else'} ${approved ? 'approved' : 'declined'} ${what}`;
    const next = goesOn ? 'The next step waits for others now.' : 'The booker is told by mail.';
    const text = byReader ? `Thank you. ${next}` : 'It was decided before you. There is nothing left to do.';
    return { title, text, done: byReader };
  }
  const ended = ENDED[request.state];
  if (ended) return { ...ended, done: false };
  const waiting = request.occurrences.filter(({ state }) => state === 'pending');
  const closesAt = waiting.at(-1)?.lapsesAt ?? request.lapsesAt;
  return closesAt <= new Date() ? { ...ENDED.lapsed!, done: false } : undefined;
}

const ENDED: Readonly<Record<string, { title: string; text: string } | undefined>> = {
  withdrawn: {
    title: 'There is nothing to decide any more',
    text: 'The booking was cancelled or changed. If it needs approval again, you get another mail.',
  },
  lapsed: { title: 'This request has lapsed', text: 'Nobody decided in time, and the vehicle is free again.' },
};
