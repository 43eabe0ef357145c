import { longTime, period } from '../../platform/domain/shown-time.js';
import type { LinkedRequest } from '../use-cases/decide-from-mail.js';
import type { RequestDetail } from '../use-cases/lists/queue-views.js';

const REASONS: Readonly<Record<string, string>> = {
  always: 'every booking of this vehicle needs approval',
  personal_use: 'it is for personal use',
  inter_branch: 'the booker belongs to another branch',
  recurring: 'it is one of a series',
  longer_than: 'it is longer than usual',
  weekday: 'it is on a day that needs approval',
  outside_hours: 'it is outside the usual hours',
};

/** What the page shows of the request, in the branch's local time. */
export function shownRequest({ request, step }: LinkedRequest, locale: string) {
  const { vehicleName, vehicleRegistration, branchName, timeZone, start, end, bookerName, originatorName } = request;
  const facts: [string, string | null][] = [
    ['Vehicle', vehicleRegistration ? `${vehicleName} (${vehicleRegistration})` : vehicleName],
    ['Branch', branchName],
    ['When', request.seriesId ? null : period(start, end, timeZone)(locale)],
    ['Bookings', request.seriesId ? countsOf(request) : null],
    ['Booked for', bookerName],
    ['Booked by', originatorName === bookerName ? null : originatorName],
    ['Reason', request.reasonName],
    ['Destination', request.destination],
    ['Notes', request.notes],
    ['Approval is needed because', whyOf(request.reasons)],
    ['Step', request.steps.length > 1 ? `${step + 1} of ${request.steps.length}: ${request.steps[step]!.name}` : null],
  ];
  return {
    facts: facts.filter(([, value]) => value).map(([name, value]) => ({ name, value })),
    occurrences: request.occurrences
      .filter(({ state }) => state === 'pending')
      .map(({ bookingId, start: from, end: to, reasons }) => {
        const own = reasons.join() === request.reasons.join() ? '' : `: ${whyOf(reasons)}`;
        return { bookingId, text: period(from, to, timeZone)(locale) + own };
      }),
    others: request.otherBookings.map(({ start: from, end: to, state, bookerName: who }) => ({
      text: `${period(from, to, timeZone)(locale)}: ${who}, ${state}`,
    })),
    record: bookerRecord(request),
    until: longTime(request.lapsesAt, timeZone)(locale),
  };
}

const whyOf = (codes: readonly string[]): string => codes.map((code) => REASONS[code] ?? code).join('; ');

function countsOf({ occurrenceCount, waitingCount }: RequestDetail): string {
  const all = `${occurrenceCount} of a series`;
  return waitingCount === occurrenceCount ? all : `${all}, ${waitingCount} waiting`;
}

const oneOrMany = new Intl.PluralRules('en');

function bookerRecord({ record }: RequestDetail): string {
  const { bookings, cancelled, declined, noShows } = record;
  if (bookings === 0) return 'The booker has made no other bookings in your branches in the last 90 days.';
  const said = `${cancelled} cancelled, ${declined} declined, ${noShows} not collected`;
  return oneOrMany.select(bookings) === 'one'
    ? `The booker has made 1 other booking in your branches in the last 90 days: ${said}.`
    : `The booker has made ${bookings} other bookings in your branches in the last 90 days: ${said}.`;
}

/** The outcome of the step that the link is for; undefined while it waits. */
export function outcomeOf({ request, userId, step }: LinkedRequest) {
  const own = request.steps[step];
  if (own && (own.state === 'approved' || own.state === 'declined')) {
    const byReader = own.decidedBy === userId;
    const goesOn = request.state === 'pending';
    const what = goesOn ? 'step' : request.seriesId ? 'series' : 'booking';
    const title = DECIDED[byReader ? 'byReader' : 'byOther'][own.state][what];
    const next = goesOn ? 'It now waits for the next approval step.' : 'We’ve emailed the booker.';
    const text = byReader ? `Thanks. ${next}` : 'Someone else decided first. There’s nothing left to do.';
    return { title, text, done: byReader };
  }
  const ended = ENDED[request.state];
  if (ended) return { ...ended, done: false };
  const waiting = request.occurrences.filter(({ state }) => state === 'pending');
  const closesAt = waiting.at(-1)?.lapsesAt ?? request.lapsesAt;
  return closesAt <= new Date() ? { ...ENDED.lapsed!, done: false } : undefined;
}

const DECIDED = {
  byReader: {
    approved: {
      step: 'You approved this step',
      series: 'You approved these bookings',
      booking: 'You approved this booking',
    },
    declined: {
      step: 'You declined this step',
      series: 'You declined these bookings',
      booking: 'You declined this booking',
    },
  },
  byOther: {
    approved: {
      step: 'Someone else approved this step',
      series: 'Someone else approved these bookings',
      booking: 'Someone else approved this booking',
    },
    declined: {
      step: 'Someone else declined this step',
      series: 'Someone else declined these bookings',
      booking: 'Someone else declined this booking',
    },
  },
} as const;

const ENDED: Readonly<Record<string, { title: string; text: string } | undefined>> = {
  withdrawn: {
    title: 'There’s nothing left to decide',
    text: 'The booking was cancelled or changed. If it needs approval again, we’ll email you.',
  },
  lapsed: {
    title: 'This request has lapsed',
    text: 'No one decided in time, so the vehicle is available to others again.',
  },
};
