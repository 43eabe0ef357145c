import type { Mutant } from './mutant.js';

/** Of lists, the board and counts of bookings. */
export const bookingLists: readonly Mutant[] = [
  {
    name: 'the board says who has a booking that one may not read',
    rule: 'RP-13',
    file: 'src/bookings/use-cases/lists/board.queries.ts',
    find: 'CASE WHEN ${readable} THEN driver.name END',
    replace: 'driver.name',
    tests: ['test/board.e2e.ts'],
    only: 'RP-13: a booking that one may not read',
  },
  {
    name: 'late vehicles of bookings that one may not change are counted',
    rule: 'BK-2',
    file: 'src/bookings/use-cases/bookings-api.ts',
    find: 'upper(k.period) < now() AND ${filter.sql}',
    replace: 'upper(k.period) < now() AND (${filter.sql} OR TRUE)',
    tests: ['test/tasks.e2e.ts'],
    only: 'BK-2',
  },
  {
    name: 'who manages the vehicles of a branch is told of what belongs to others',
    rule: 'RP-13',
    file: 'src/bookings/use-cases/lists/vehicle-choices.queries.ts',
    find: '`branch_ids @> ARRAY[${branch}] AND ${seen}`',
    replace: '`(branch_ids @> ARRAY[${branch}] OR TRUE) AND (${seen} OR TRUE)`',
    tests: ['test/vehicle-choices.e2e.ts'],
    only: 'RP-13',
  },
  {
    name: 'the bookings of a series are told to whoever may not see them',
    rule: 'RP-13',
    file: 'src/bookings/use-cases/series/series.queries.ts',
    find: "    where.rules(actor, 'read', 'Booking', COLUMNS);\n",
    replace: '',
    tests: ['test/booking-series.e2e.ts'],
    only: 'RP-13',
  },
  {
    name: 'somebody who drives and rides along in one booking has it listed twice',
    rule: 'BK-15',
    file: 'src/bookings/use-cases/lists/booking-filter.ts',
    find: ' AND k.booker_id <> ${person} AND ',
    replace: ' AND ',
    tests: ['test/booking-lists.e2e.ts'],
    only: 'BK-15: what one drives and what one rides along in',
  },
  {
    name: 'what is upcoming of somebody is looked for among all that is over',
    rule: 'BK-15',
    file: 'src/bookings/use-cases/lists/booking-filter.ts',
    find: 'ARRAY[${person}::uuid])${isFrom}`',
    replace: 'ARRAY[${person}::uuid])`',
    tests: ['test/generic-plans.e2e.ts'],
    only: 'BK-15: what is upcoming of somebody',
  },
];
