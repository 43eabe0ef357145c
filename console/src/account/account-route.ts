import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { screens } from '../messages/screens';
import { rootRoute } from '../shell/root-route';

export const accountRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/account',
  staticData: { nav: { order: 120, icon: 'account', label: screens.account } },
  component: lazyRouteComponent(() => import('./account-screen'), 'AccountScreen'),
});
