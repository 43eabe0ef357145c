import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from './root-route';

/** Where the organisation's sign-in leads back to, in a window of its own. */
export const confirmedRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/confirmed',
  component: lazyRouteComponent(() => import('./confirmed-screen'), 'ConfirmedScreen'),
});
