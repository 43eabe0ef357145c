import { z } from 'zod';
import { pageQuery } from '../../platform/http/paging.js';
import { id, instant, someIds, someOf } from '../../platform/http/schemas.js';
import { bookingStates } from '../domain/booking-details.js';
import { listStates, listViews } from '../use-cases/lists/booking-filter.js';

const anyView = `(${listViews.join('|')})`;

/** One or several views, separated by commas: bookings that are in any of them. */
const views = z
  .union([z.enum(listViews), z.string().regex(new RegExp(`^${anyView}(,${anyView})*$`))])
  .default('mine')
  .transform((value) => [...new Set(value.split(','))] as (typeof listViews)[number][]);

const filters = {
  view: views,
  state: someOf([...bookingStates, ...listStates])
    .optional()
    .describe(
      'Only bookings in this state. Repeat the parameter for several states. `upcoming`: confirmed and not over. `late`: still out after the end. `complete`: completed, or confirmed and over. The others are the states of bookings.',
    ),
  branchId: someIds.optional(),
  vehicleId: id.optional(),
  userId: id.optional().describe('Only bookings in which this person is the booker or a passenger.'),
  reasonId: id.optional(),
  from: instant.optional(),
  to: instant.optional(),
};

interface BookingFilters {
  view: (typeof listViews)[number][];
  branchId?: string[] | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

const inOrder = ({ from, to }: BookingFilters) => !from || !to || from < to;
const later = { path: ['to'], error: 'must be later than from' };
const named = <Query extends BookingFilters>({ view, branchId, ...rest }: Query) => ({
  ...rest,
  views: view,
  branchIds: branchId,
});

export const BookingFileQuery = z.strictObject(filters).refine(inOrder, later).transform(named);
export type BookingFileQuery = z.output<typeof BookingFileQuery>;

export const BookingListQuery = z
  .strictObject({ ...pageQuery, ...filters, sort: z.enum(['start', '-start']).default('start') })
  .refine(inOrder, later)
  .transform(named);
export type BookingListQuery = z.output<typeof BookingListQuery>;
