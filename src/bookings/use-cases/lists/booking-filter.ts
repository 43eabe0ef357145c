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
  /** SQL for a time that none of them starts before, if there is one: the scan of an index can begin there. */
  since?: string | undefined;
}

/** Drives it or rides along. */
const takesPart = (person: string): string => `(k.booker_id = ${person} OR ${ridesAlong(person)})`;
const ridesAlong = (person: string): string => `k.passenger_ids && ARRAY[${person}::uuid]`;

/** Which rows of a list. */
interface Rows {
  /** SQL; earliest first if it is empty. */
  direction?: '' | ' DESC';
  /** The parameter with their number. */
  limit: string;
}

/**
 * A page of the selected bookings as an item of the FROM clause, named `k`. Few rows are found first and sorted then: otherwise
 * PostgreSQL would scan all bookings in order.
 *
 * @param condition of `k`
 */
export function selectedPage(
  condition: string,
  { areFew, person, since }: Omit<Selected, 'where'>,
  rows: Rows,
): string {
  if (person !== undefined) return `${pageOfPerson(condition, { person, since }, rows)} k`;
  const bounded = since ? `lower(k.period) >= ${since} AND ${condition}` : condition;
  return `${areFew ? foundFirst(bounded, rows) : inOrder(bounded, rows)} k`;
}

/**
 * The bookings that a person drives may be thousands, and have an index in order; those in which they ride along do not.
 *
 * With `= ANY (ARRAY[…])`, and the booker in ORDER BY, only `bookings_by_booker` has the order. With `=` the planner drops the
 * booker from the order, and may walk through everybody's bookings by start. The bound names the booker as well: with one on the
 * start alone, it may take the index of everybody's confirmed bookings.
 */
function pageOfPerson(
  condition: string,
  { person, since }: { person: string; since: string | undefined },
  rows: Rows,
): string {
  const isFrom = since ? ` AND (k.booker_id, lower(k.period)) >= (${person}::uuid, ${since})` : '';
  const isDriver = `k.booker_id = ANY (ARRAY[${person}::uuid])${isFrom}`;
  const driven = inOrder(`${isDriver} AND ${condition}`, rows, `k.booker_id${rows.direction ?? ''}, `);
  const ridden = foundFirst(`${ridesAlong(person)} AND k.booker_id <> ${person} AND ${condition}`, rows);
  return `(SELECT k.* FROM (${driven} UNION ALL ${ridden}) k ${ordered(rows)})`;
}

/** @param by what comes before the start in the order of the index */
const ordered = ({ direction = '', limit }: Rows, by = ''): string =>
  `ORDER BY ${by}lower(k.period)${direction}, k.id${direction} LIMIT ${limit}`;

const inOrder = (condition: string, rows: Rows, by = ''): string =>
  `(SELECT k.* FROM bookings.bookings k WHERE ${condition} ${ordered(rows, by)})`;

/** `OFFSET 0` keeps PostgreSQL from looking for them in order. */
const foundFirst = (condition: string, rows: Rows): string =>
  `(SELECT k.* FROM (SELECT * FROM bookings.bookings k WHERE ${condition} OFFSET 0) k ${ordered(rows)})`;

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
  if (filter.state) where.and(isInAny(filter.state));
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
  return { where, areFew: areOwn || areOfViews, person, since: filter.state && sinceEarliest(filter.state) };
}

type States = NonNullable<BookingFilter['state']>;

/** The states are part of the text, not parameters: only then does PostgreSQL use the index of rare states. */
function isInAny(states: States): string {
  const conditions = states.map((state) => (isList(state) ? LISTS[state] : `k.state = '${state}'`));
  return conditions.length === 1 ? conditions[0]! : `(${conditions.map((each) => `(${each})`).join(' OR ')})`;
}

/** SQL for a time that no booking in these states starts before; undefined if there is none. */
function sinceEarliest(states: States): string | undefined {
  const earliest = states.map((state) => EARLIEST[state]);
  return earliest.every((each) => each !== undefined) ? `least(${earliest.join(', ')})` : undefined;
}
