import type { Actor } from '../../../access/index.js';
import type { BookingState } from '../../domain/booking-details.js';
import { Where } from './where.js';

export const listViews = ['mine', 'entered', 'branch'] as const;
export type ListView = (typeof listViews)[number];

/** The lists of BK-15 that are more than a state. */
export const listStates = ['upcoming', 'late', 'complete', 'early_returned', 'recurring'] as const;
export type ListState = (typeof listStates)[number];

/** Which bookings to list. A filter narrows what the actor may see and never widens it. */
export interface BookingFilter {
  views: readonly ListView[];
  state?: readonly (BookingState | ListState)[] | undefined;
  branchIds?: readonly string[] | undefined;
  vehicleId?: string | undefined;
  /** Bookings in which this person drives or rides along. */
  userId?: string | undefined;
  reasonId?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

/** The columns of the fields that booking rules may name. */
export const BOOKING_COLUMNS = {
  branchId: 'k.branch_id',
  bookerId: 'k.booker_id',
  originatorId: 'k.originator_id',
  passengerIds: { array: 'k.passenger_ids' },
};

/**
 * The earliest start of the bookings that run at an instant; null if none does. Without `OFFSET 0`, PostgreSQL scans all
 * bookings by start until it meets a running one, because it cannot estimate the instant. The state is looked at last: with
 * it, PostgreSQL would read the whole index of the bookings that hold a vehicle, which begins with the vehicle.
 *
 * @param at an SQL expression @param state any, if it is left out
 */
const earliestRunning = (at: string, state?: BookingState): string => `
  (SELECT min(e.start) FROM (SELECT lower(r.period) AS start${state ? ', r.state' : ''} FROM bookings.bookings r
                              WHERE r.period && tstzrange(${at}, ${at}, '[]') OFFSET 0) e
    ${state ? `WHERE e.state = '${state}'` : ''})`;

const LISTS: Record<ListState, string> = {
  // Confirmed and not over. A booking that runs but was not checked out is included.
  upcoming: `k.state = 'confirmed' AND upper(k.period) > now()`,
  // Overdue bookings are few, and an index of rare states finds them.
  late: `k.state = 'in_use' AND upper(k.period) < now()`,
  early_returned: 'k.booked_end IS NOT NULL',
  recurring: 'k.series_id IS NOT NULL',
  // Includes bookings that are over and were never checked out.
  complete: `(k.state = 'completed' OR k.state = 'confirmed' AND upper(k.period) <= now()) AND lower(k.period) <= now()`,
};

/** The earliest booking in this state, from the state's index. */
const earliestOf = (state: BookingState): string =>
  `(SELECT min(lower(r.period)) FROM bookings.bookings r WHERE r.state = '${state}')`;

/** The earliest start that a list can contain, so that the scan of the index can begin there. */
const EARLIEST: Partial<Record<BookingState | ListState, string>> = {
  upcoming: `least(now(), ${earliestRunning('now()', 'confirmed')})`,
  confirmed: earliestOf('confirmed'),
  pending: earliestOf('pending'),
  in_use: earliestOf('in_use'),
};

/**
 * A span's list begins with the earliest booking that runs at its start, and ends with the span: that bounds the scan of the
 * index. For a single branch, the index of its periods does this by itself.
 */
export const notBefore = (from: string): string =>
  `lower(k.period) >= least(${from}::timestamptz, ${earliestRunning(from)})`;

/** All bookings of one branch in a span: the most frequent question, with an index of its own. */
export const isSpanOfBranch = ({ views, branchIds, from, to, ...more }: BookingFilter): boolean =>
  views.join() === 'branch' && branchIds?.length === 1 && from !== undefined && to !== undefined && !more.state;

const isList = (state: string): state is ListState => state in LISTS;

/** Which bookings `k` are selected. */
export interface Selected {
  where: Where;
  /** They are few, however far apart in time. */
  areFew: boolean;
  /** The parameter with the id of the person whose bookings they are. Not in `where`: `selectedPage` adds the condition. */
  person?: string | undefined;
}

/** Drives it or rides along. */
const takesPart = (person: string): string => `(k.booker_id = ${person} OR ${ridesAlong(person)})`;
const ridesAlong = (person: string): string => `k.passenger_ids && ARRAY[${person}::uuid]`;

/**
 * A page of the selected bookings as an item of the FROM clause, named `k`. Few rows are found first and sorted then, which
 * `OFFSET 0` makes PostgreSQL do: otherwise it would scan all bookings in order. The bookings that a person drives may be
 * thousands, and have an index in order; those in which they ride along do not.
 *
 * @param condition of `k` @param direction SQL, earliest first if it is empty @param limit the parameter with the number of rows
 */
export function selectedPage(
  condition: string,
  { areFew, person }: Pick<Selected, 'areFew' | 'person'>,
  { direction = '', limit }: { direction?: '' | ' DESC'; limit: string },
): string {
  const order = `lower(k.period)${direction}, k.id${direction}`;
  const inOrder = (which: string, by = order) =>
    `(SELECT k.* FROM bookings.bookings k WHERE ${which} ORDER BY ${by} LIMIT ${limit})`;
  const foundFirst = (which: string) =>
    `(SELECT k.* FROM (SELECT * FROM bookings.bookings k WHERE ${which} OFFSET 0) k ORDER BY ${order} LIMIT ${limit})`;
  if (person === undefined) return `${areFew ? foundFirst(condition) : inOrder(condition)} k`;
  // With `= ANY (ARRAY[…])` and the booker in ORDER BY, the planner cannot drop the booker from the order, so only
  // `bookings_by_booker` has it. With `=` it drops it, and may walk through everybody's bookings by start.
  const isDriver = `k.booker_id = ANY (ARRAY[${person}::uuid])`;
  const driven = inOrder(`${isDriver} AND ${condition}`, `k.booker_id${direction}, ${order}`);
  const ridden = foundFirst(`${ridesAlong(person)} AND k.booker_id <> ${person} AND ${condition}`);
  return `(SELECT k.* FROM (${driven} UNION ALL ${ridden}) k ORDER BY ${order} LIMIT ${limit}) k`;
}

/** The bookings `k` that the actor may see and the filter selects. */
export function selectBookings(actor: Actor, filter: BookingFilter): Selected {
  const where = new Where();
  const self = where.parameter(actor.userId);
  const views: Record<ListView, string> = {
    mine: takesPart(self),
    entered: `k.originator_id = ${self}`,
    branch: `${self}::uuid IS NOT NULL`,
  };
  const user = filter.userId === undefined ? undefined : where.parameter(filter.userId);
  const isMine = filter.views.join() === 'mine' && user === undefined;
  const isOfUser = filter.views.includes('branch') && user !== undefined;
  const person = isMine ? self : isOfUser ? user : undefined;
  if (!isMine) where.and(`(${filter.views.map((view) => views[view]).join(' OR ')})`);
  if (user !== undefined && !isOfUser) where.and(takesPart(user));
  if (filter.state) addStates(where, filter.state, { isBounded: person === undefined });
  const [branchId, ...more] = filter.branchIds ?? [];
  if (more.length > 0) where.andIf(filter.branchIds, (p) => `k.branch_id = ANY(${p}::uuid[])`);
  else where.andIf(branchId, (p) => `k.branch_id = ${p}`);
  where.andIf(filter.vehicleId, (p) => `k.vehicle_id = ${p}`);
  where.andIf(filter.reasonId, (p) => `k.reason_id = ${p}`);
  if (filter.from || filter.to) {
    const [from, to] = [where.parameter(filter.from ?? null), where.parameter(filter.to ?? null)];
    where.and(`k.period && tstzrange(${from}, ${to})`);
    if (filter.branchIds?.length !== 1) {
      if (filter.from) where.and(notBefore(from));
      if (filter.to) where.and(`lower(k.period) < ${to}`);
    }
  }
  const rule = where.rules(actor, 'read', 'Booking', BOOKING_COLUMNS);
  // Someone who reaches no branch sees only the bookings in which they take part.
  const areOwn = rule !== 'TRUE' && !rule.includes(BOOKING_COLUMNS.branchId);
  const areOfViews = !filter.views.includes('branch');
  return { where, areFew: areOwn || areOfViews, person };
}

/**
 * @param isBounded whether the scan of an index by start is to begin where the list does. With that bound on one person's list,
 *   the planner would rather walk through everybody's confirmed bookings than theirs.
 */
function addStates(
  where: Where,
  states: NonNullable<BookingFilter['state']>,
  { isBounded }: { isBounded: boolean },
): void {
  // The states are part of the text, not parameters: only then does PostgreSQL use the index of rare states.
  const conditions = states.map((state) => (isList(state) ? LISTS[state] : `k.state = '${state}'`));
  where.and(conditions.length === 1 ? conditions[0]! : `(${conditions.map((each) => `(${each})`).join(' OR ')})`);
  const earliest = states.map((state) => EARLIEST[state]);
  if (isBounded && earliest.every((each) => each !== undefined))
    where.and(`lower(k.period) >= least(${earliest.join(', ')})`);
}
