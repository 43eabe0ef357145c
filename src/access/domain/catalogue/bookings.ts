import { addOns, administrators, byBranch, byPerson, customers, define, managers, pilots } from './permission.js';

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
    description: 'See, change, use and cancel one’s own bookings and those that one entered.',
    allows: [
      ['read', 'Booking'],
      ['change', 'Booking'],
      ['ride', 'Booking'],
      ['leave', 'Booking'],
      ['cancel', 'Booking'],
    ],
    rows: { own: ['bookerId', 'originatorId'] },
    defaults: ['booking_admin', ...bookers],
    never: addOns,
  },
  'bookings.ride': {
    description: 'See the bookings that one is a passenger of, and give the seat up.',
    allows: [
      ['read', 'Booking'],
      ['leave', 'Booking'],
    ],
    rows: { own: ['passengerIds'] },
    defaults: bookers,
    never: addOns,
  },
  'bookings.take_seats': {
    description: 'Take a seat in the shared bookings of the branches in reach.',
    allows: [['ride', 'Booking']],
    rows: byBranch,
    defaults: ['multibranch_booker', ...bookers],
    never: ['accountant'],
  },
  'bookings.book_on_behalf': {
    description: 'Book for other people and contacts of the branches in reach.',
    allows: [['book_for', 'User']],
    rows: byPerson,
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
    description: 'Change and cancel any booking of the branches in reach.',
    allows: [
      ['change', 'Booking'],
      ['ride', 'Booking'],
      ['leave', 'Booking'],
      ['cancel', 'Booking'],
    ],
    rows: byBranch,
    defaults: ['booking_admin', ...managers],
    never: customers,
  },
  'reports.read': {
    description: 'See reports of the bookings and vehicles of the branches in reach: use, reasons, distances.',
    allows: [['read', 'Report']],
    rows: byBranch,
    defaults: [...managers, 'engineer', 'accountant'],
    never: customers,
  },
  'booking_reasons.manage': {
    description: 'Make, change, disable and delete booking reasons.',
    allows: [
      ['create', 'BookingReason'],
      ['change', 'BookingReason'],
      ['delete', 'BookingReason'],
    ],
    rows: 'organisation',
    defaults: administrators,
    only: 'administrators',
  },
  'booking_policies.manage': {
    description: 'See, make, change and delete booking policies.',
    allows: [
      ['read', 'BookingPolicy'],
      ['create', 'BookingPolicy'],
      ['change', 'BookingPolicy'],
      ['delete', 'BookingPolicy'],
    ],
    rows: 'organisation',
    defaults: administrators,
    only: 'administrators',
  },
  'booking_policies.override': {
    description: 'Book against a booking policy. It is recorded on the booking.',
    allows: [['override', 'BookingPolicy']],
    rows: 'organisation',
    defaults: administrators,
    only: 'administrators',
  },
});
