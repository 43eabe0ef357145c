import { addOns, administrators, byBranch, byPerson, customers, define, managers, pilots } from './permission.js';

/** Roles whose holders book for themselves. */
const bookers = ['booker', ...managers, 'instructor', 'engineer', ...pilots] as const;

export const bookings = define({
  'bookings.book': {
    description: 'Book vehicles.',
    allows: [['book', 'Vehicle']],
    rows: byBranch,
    defaults: ['multibranch_booker', ...bookers],
    never: ['accountant'],
  },
  'bookings.own': {
    description:
      'Change, check out and return own bookings. Everyone can see and cancel their own bookings without this.',
    allows: [
      ['change', 'Booking'],
      ['ride', 'Booking'],
      ['leave', 'Booking'],
    ],
    rows: { own: ['bookerId'] },
    defaults: ['booking_admin', ...bookers],
    never: addOns,
  },
  'bookings.ride': {
    description: 'As a passenger, see the booking and give up the seat.',
    allows: [
      ['read', 'Booking'],
      ['leave', 'Booking'],
    ],
    rows: { own: ['passengerIds'] },
    defaults: bookers,
    never: addOns,
  },
  'bookings.take_seats': {
    description: 'Take a seat in shared bookings.',
    allows: [['ride', 'Booking']],
    rows: byBranch,
    defaults: ['multibranch_booker', ...bookers],
    never: ['accountant'],
  },
  'bookings.book_on_behalf': {
    description: 'Book for other people and contacts, and manage the bookings entered for them.',
    allows: [['book_for', 'User']],
    rows: byPerson,
    also: {
      allows: [
        ['read', 'Booking'],
        ['change', 'Booking'],
        ['ride', 'Booking'],
        ['leave', 'Booking'],
        ['cancel', 'Booking'],
      ],
      rows: { own: ['originatorId'] },
    },
    defaults: ['on_behalf_booker', ...managers, 'instructor'],
    never: ['accountant'],
  },
  'bookings.read': {
    description: 'See all bookings.',
    allows: [['read', 'Booking']],
    rows: byBranch,
    defaults: ['booking_admin', ...managers, 'instructor', 'engineer', 'accountant'],
  },
  'bookings.manage': {
    description: 'Change and cancel any booking.',
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
    description: 'See reports on bookings and vehicles: utilisation, reasons and distances.',
    allows: [['read', 'Report']],
    rows: byBranch,
    defaults: [...managers, 'engineer', 'accountant'],
    never: customers,
  },
  'booking_reasons.manage': {
    description: 'Create, change, disable and delete booking reasons.',
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
    description: 'See, create, change and delete booking policies.',
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
    description: 'Book against a booking policy. The booking shows that the policy was overridden.',
    allows: [['override', 'BookingPolicy']],
    rows: 'organisation',
    defaults: administrators,
    only: 'administrators',
  },
});
