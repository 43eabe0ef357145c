import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { screens } from '../messages/screens';
import { rootRoute } from '../shell/root-route';
import { readBookingSearch, readBookingsSearch } from './bookings-search';

export const bookingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/bookings',
  validateSearch: readBookingsSearch,
  staticData: { nav: { order: 40, icon: 'bookings', label: screens.bookings } },
  component: lazyRouteComponent(() => import('./bookings-screen'), 'BookingsScreen'),
});

/** One booking in a drawer over the list. Mails lead here. */
export const bookingRoute = createRoute({
  getParentRoute: () => bookingsRoute,
  path: '$id',
  validateSearch: readBookingSearch,
  component: lazyRouteComponent(() => import('./booking-drawer'), 'BookingDrawer'),
});
