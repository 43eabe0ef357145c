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
 * bookings by start until it meets a running one, because it cannot estimate the instant.
 *
 * @param at an SQL expression @param condition on the bookings `r`
 */
const earliestRunning = (at: string, condition = 'TRUE'): string => `
  (SELECT min(e.start) FROM (SELECT lower(r.period) AS start FROM bookings.bookings r
                              WHERE r.period && tstzrange(${at}, ${at}, '[]') AND ${condition} OFFSET 0) e)`;

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
  upcoming: `least(now(), ${earliestRunning('now()', "r.state = 'confirmed'")})`,
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

const isOfPerson = ({ views, userId }: BookingFilter): boolean => userId !== undefined || !views.includes('branch');

/** All bookings of one branch in a span: the most frequent question, with an index of its own. */
export const isSpanOfBranch = ({ views, branchIds, from, to, ...more }: BookingFilter): boolean =>
  views.join() === 'branch' && branchIds?.length === 1 && from !== undefined && to !== undefined && !more.state;

const isList = (state: string): state is ListState => state in LISTS;

/** The condition for the selected bookings `k`, and whether they are few, however far apart in time. */
export interface Selected {
  where: Where;
  areFew: boolean;
}

/**
 * The FROM clause. If the rows are few, `OFFSET 0` makes PostgreSQL find them first and sort them then; otherwise it would
 * scan all bookings in order.
 */
export const fromSelected = (condition: string, { areFew }: Selected): string => {
  const found = `bookings.bookings k WHERE ${condition}`;
  return areFew ? `(SELECT * FROM ${found} OFFSET 0) k` : found;
};

/** The bookings `k` that the actor may see and the filter selects. */
export function selectBookings(actor: Actor, filter: BookingFilter): Selected {
  const where = new Where();
  const self = where.parameter(actor.userId);
  const views: Record<ListView, string> = {
    mine: `k.booker_id = ${self} OR k.passenger_ids && ARRAY[${self}::uuid]`,
    entered: `k.originator_id = ${self}`,
    branch: `${self}::uuid IS NOT NULL`,
  };
  where.and(`(${filter.views.map((view) => views[view]).join(' OR ')})`);
  if (filter.state) addStates(where, filter.state);
  const [branchId, ...more] = filter.branchIds ?? [];
  if (more.length > 0) where.andIf(filter.branchIds, (p) => `k.branch_id = ANY(${p}::uuid[])`);
  else where.andIf(branchId, (p) => `k.branch_id = ${p}`);
  where.andIf(filter.vehicleId, (p) => `k.vehicle_id = ${p}`);
  where.andIf(filter.userId, (p) => `(k.booker_id = ${p} OR k.passenger_ids && ARRAY[${p}::uuid])`);
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
  return { where, areFew: areOwn || isOfPerson(filter) };
}

function addStates(where: Where, states: NonNullable<BookingFilter['state']>): void {
  // The states are part of the text, not parameters: only then does PostgreSQL use the index of rare states.
  const conditions = states.map((state) => (isList(state) ? LISTS[state] : `k.state = '${state}'`));
  where.and(conditions.length === 1 ? conditions[0]! : `(${conditions.map((each) => `(${each})`).join(' OR ')})`);
  const earliest = states.map((state) => EARLIEST[state]);
  if (earliest.every((each) => each !== undefined)) where.and(`lower(k.period) >= least(${earliest.join(', ')})`);
}
