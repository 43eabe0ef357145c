import type { Actor } from '../../access/index.js';
import type { BookingState } from '../domain/booking-details.js';
import { Where } from './where.js';

export const listViews = ['mine', 'entered', 'branch'] as const;
export type ListView = (typeof listViews)[number];

/** What BK-15 calls the lists beyond the plain states. */
export const listStates = ['upcoming', 'complete', 'early_returned', 'recurring'] as const;
export type ListState = (typeof listStates)[number];

/** Which bookings somebody asks for. A filter narrows what the rules open; it never widens it. */
export interface BookingFilter {
  views: readonly ListView[];
  state?: BookingState | ListState | undefined;
  branchIds?: readonly string[] | undefined;
  vehicleId?: string | undefined;
  /** Whoever drives or rides along. */
  userId?: string | undefined;
  reasonId?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

/** Where each field that a rule of bookings may name is found. */
const BOOKING_COLUMNS = {
  branchId: 'k.branch_id',
  bookerId: 'k.booker_id',
  originatorId: 'k.originator_id',
  passengerIds: { array: 'k.passenger_ids' },
};

/**
 * Confirmed and not over yet: one that runs and was not checked out is still to be found there. The list begins with the
 * earliest that runs now, which tells the index where to begin.
 */
const UPCOMING = `
  k.state = 'confirmed' AND upper(k.period) > now()
  AND lower(k.period) >= least(now(), (SELECT min(lower(r.period)) FROM bookings.bookings r
                                        WHERE r.state = 'confirmed' AND r.period && tstzrange(now(), now(), '[]')))`;

const LISTS: Record<ListState, string> = {
  upcoming: UPCOMING,
  early_returned: 'k.booked_end IS NOT NULL',
  recurring: 'k.series_id IS NOT NULL',
  // Whoever does not check out has had it all the same.
  complete: `(k.state = 'completed' OR k.state = 'confirmed' AND upper(k.period) <= now()) AND lower(k.period) <= now()`,
};

/**
 * What overlaps a span begins with the earliest that runs when it begins, which tells the index where to. Of one branch,
 * the index of its periods knows.
 */
export const notBefore = (from: string): string => `
  lower(k.period) >= least(${from}::timestamptz,
    (SELECT min(lower(r.period)) FROM bookings.bookings r WHERE r.period && tstzrange(${from}, ${from}, '[]')))`;

/** Whether few bookings are meant, wherever in time they lie: those of a person. */
export const isOfPerson = ({ views, userId }: BookingFilter): boolean =>
  userId !== undefined || !views.includes('branch');

const isList = (state: string): state is ListState => state in LISTS;

/** The bookings `k` that the actor may see and the filter selects. */
export function bookingsWhere(actor: Actor, filter: BookingFilter): Where {
  const where = new Where();
  const self = where.parameter(actor.userId);
  const views: Record<ListView, string> = {
    mine: `k.booker_id = ${self} OR k.passenger_ids && ARRAY[${self}::uuid]`,
    entered: `k.originator_id = ${self}`,
    branch: `${self}::uuid IS NOT NULL`,
  };
  where.and(`(${filter.views.map((view) => views[view]).join(' OR ')})`);
  // Written out, not passed: only so does PostgreSQL know that the index of rare states holds them.
  if (filter.state) where.and(isList(filter.state) ? LISTS[filter.state] : `k.state = '${filter.state}'`);
  const [branchId, ...more] = filter.branchIds ?? [];
  if (more.length > 0) where.andIf(filter.branchIds, (p) => `k.branch_id = ANY(${p}::uuid[])`);
  else where.andIf(branchId, (p) => `k.branch_id = ${p}`);
  where.andIf(filter.vehicleId, (p) => `k.vehicle_id = ${p}`);
  where.andIf(filter.userId, (p) => `(k.booker_id = ${p} OR k.passenger_ids && ARRAY[${p}::uuid])`);
  where.andIf(filter.reasonId, (p) => `k.reason_id = ${p}`);
  if (filter.from || filter.to) {
    const [from, to] = [where.parameter(filter.from ?? null), where.parameter(filter.to ?? null)];
    where.and(`k.period && tstzrange(${from}, ${to})`);
    if (filter.from && filter.branchIds?.length !== 1) where.and(notBefore(from));
  }
  where.rules(actor, 'read', 'Booking', BOOKING_COLUMNS);
  return where;
}
