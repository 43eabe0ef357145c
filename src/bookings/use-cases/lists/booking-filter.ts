import type { Actor } from '../../../access/index.js';
import type { BookingState } from '../../domain/booking-details.js';
import { Where } from './where.js';

export const listViews = ['mine', 'entered', 'branch'] as const;
export type ListView = (typeof listViews)[number];

/** What BK-15 calls the lists beyond the plain states. */
export const listStates = ['upcoming', 'late', 'complete', 'early_returned', 'recurring'] as const;
export type ListState = (typeof listStates)[number];

/** Which bookings somebody asks for. A filter narrows what the rules open; it never widens it. */
export interface BookingFilter {
  views: readonly ListView[];
  state?: readonly (BookingState | ListState)[] | undefined;
  branchIds?: readonly string[] | undefined;
  vehicleId?: string | undefined;
  /** Anyone who drives or rides along. */
  userId?: string | undefined;
  reasonId?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

/** Where each field that a rule of bookings may name is found. */
export const BOOKING_COLUMNS = {
  branchId: 'k.branch_id',
  bookerId: 'k.booker_id',
  originatorId: 'k.originator_id',
  passengerIds: { array: 'k.passenger_ids' },
};

/**
 * The earliest start of the bookings that run at an instant; null where none runs. `OFFSET 0` keeps the planner from reading
 * all bookings by their start until it comes upon one that runs: while it does not know the instant, it takes that to be
 * quick.
 *
 * @param at an SQL expression @param condition of the bookings `r` that count
 */
const earliestRunning = (at: string, condition = 'TRUE'): string => `
  (SELECT min(e.start) FROM (SELECT lower(r.period) AS start FROM bookings.bookings r
                              WHERE r.period && tstzrange(${at}, ${at}, '[]') AND ${condition} OFFSET 0) e)`;

const LISTS: Record<ListState, string> = {
  // Confirmed and not over yet: one that runs and was not checked out is still to be found there.
  upcoming: `k.state = 'confirmed' AND upper(k.period) > now()`,
  // Out, and due back: few, and found by the index of rare states.
  late: `k.state = 'in_use' AND upper(k.period) < now()`,
  early_returned: 'k.booked_end IS NOT NULL',
  recurring: 'k.series_id IS NOT NULL',
  // A vehicle that was not checked out was theirs all the same.
  complete: `(k.state = 'completed' OR k.state = 'confirmed' AND upper(k.period) <= now()) AND lower(k.period) <= now()`,
};

/** An index of each of these states knows it. */
const earliestOf = (state: BookingState): string =>
  `(SELECT min(lower(r.period)) FROM bookings.bookings r WHERE r.state = '${state}')`;

/** What a list begins with where it has nothing of the past but what still runs or waits: the index is read from there on. */
const EARLIEST: Partial<Record<BookingState | ListState, string>> = {
  upcoming: `least(now(), ${earliestRunning('now()', "r.state = 'confirmed'")})`,
  confirmed: earliestOf('confirmed'),
  pending: earliestOf('pending'),
  in_use: earliestOf('in_use'),
};

/**
 * What overlaps a span begins with the earliest that runs when it begins, and before the span ends, which tells the index
 * where to begin and to end. Of one branch, the index of its periods knows.
 */
export const notBefore = (from: string): string =>
  `lower(k.period) >= least(${from}::timestamptz, ${earliestRunning(from)})`;

const isOfPerson = ({ views, userId }: BookingFilter): boolean => userId !== undefined || !views.includes('branch');

/** All of one branch in a span, which is asked most often: an index of its own leads to it, whatever the values. */
export const isSpanOfBranch = ({ views, branchIds, from, to, ...more }: BookingFilter): boolean =>
  views.join() === 'branch' && branchIds?.length === 1 && from !== undefined && to !== undefined && !more.state;

const isList = (state: string): state is ListState => state in LISTS;

/** Which bookings `k` are selected, and whether they are few, wherever in time they lie. */
export interface Selected {
  where: Where;
  areFew: boolean;
}

/**
 * What stands behind FROM. A few are found first, which `OFFSET 0` sees to, and sorted then: in the order of all bookings they
 * would be looked for for long.
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
  // Who reaches no branch sees what they have to do with themselves.
  const areOwn = rule !== 'TRUE' && !rule.includes(BOOKING_COLUMNS.branchId);
  return { where, areFew: areOwn || isOfPerson(filter) };
}

function addStates(where: Where, states: NonNullable<BookingFilter['state']>): void {
  // Written out, not passed: only so does PostgreSQL know that the index of rare states holds them.
  const conditions = states.map((state) => (isList(state) ? LISTS[state] : `k.state = '${state}'`));
  where.and(conditions.length === 1 ? conditions[0]! : `(${conditions.map((each) => `(${each})`).join(' OR ')})`);
  const earliest = states.map((state) => EARLIEST[state]);
  if (earliest.every((each) => each !== undefined)) where.and(`lower(k.period) >= least(${earliest.join(', ')})`);
}
