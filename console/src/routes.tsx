import { createRouter } from '@tanstack/react-router';
import { accountRoute } from './account/account-route';
import { queryClient } from './api/query-client';
import { approvalsRoute } from './approvals/approvals-route';
import { boardRoute } from './board/board-route';
import { bookRoute } from './book/book-route';
import { bookingRoute, bookingsRoute } from './bookings/bookings-route';
import { connectionsRoute } from './connections/connections-route';
import { peopleRoute } from './people/people-route';
import { reportsRoute } from './reports/reports-route';
import { rolesRoute } from './roles/roles-route';
import { settingsRoute } from './settings/settings-route';
import { confirmedRoute } from './shell/confirmed-route';
import { Loading, NotFound, ScreenFailed } from './shell/fallbacks';
import { rootRoute } from './shell/root-route';
import { todayRoute } from './today/today-route';
import { vehiclesRoute } from './vehicles/vehicles-route';

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    todayRoute,
    bookRoute,
    boardRoute,
    bookingsRoute.addChildren([bookingRoute]),
    approvalsRoute,
    peopleRoute,
    rolesRoute,
    vehiclesRoute,
    settingsRoute,
    connectionsRoute,
    reportsRoute,
    accountRoute,
    confirmedRoute,
  ]),
  basepath: '/app',
  context: { queryClient },
  defaultPreload: 'intent',
  defaultPendingMs: 150,
  defaultPendingComponent: Loading,
  defaultErrorComponent: ScreenFailed,
  defaultNotFoundComponent: NotFound,
  // The query cache decides what is fresh.
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
