import { addOns, byBranch, customers, define, managers, pilots } from './permission.js';

/** Everybody who books for themselves. */
const bookers = ['booker', ...managers, 'instructor', 'engineer', ...pilots] as const;

export const bookings = define({
  'bookings.book': {
    description: 'Book the vehicles of the branches in reach for oneself.',
    allows: [['book', 'Vehicle']],
    rows: byBranch,
    defaults: ['multibranch_booker', ...bookers],
    never: ['accountant'],
  },
  'bookings.own': {
    description: 'See and cancel one’s own bookings and those that one entered.',
    allows: [
      ['read', 'Booking'],
      ['cancel', 'Booking'],
    ],
    rows: { own: ['bookerId', 'originatorId'] },
    defaults: ['booking_admin', ...bookers],
    never: addOns,
  },
  'bookings.ride': {
    description: 'See the bookings that one is a passenger of.',
    allows: [['read', 'Booking']],
    rows: { own: ['passengerIds'] },
    defaults: bookers,
    never: addOns,
  },
  'bookings.book_on_behalf': {
    description: 'Book for other people and contacts of the branches in reach.',
    allows: [['book_for', 'User']],
    rows: byBranch,
    defaults: ['on_behalf_booker', ...managers, 'instructor'],
    never: ['accountant'],
  },
  'bookings.read': {
    description: 'See all bookings of the branches in reach.',
    allows: [['read', 'Booking']],
    rows: byBranch,
    defaults: ['booking_admin', ...managers, 'instructor', 'engineer', 'accountant'],
  },
  'bookings.manage': {
    description: 'Cancel any booking of the branches in reach.',
    allows: [['cancel', 'Booking']],
    rows: byBranch,
    defaults: ['booking_admin', ...managers],
    never: customers,
  },
});
