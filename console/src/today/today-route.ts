import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { screens } from '../messages/screens';
import { rootRoute } from '../shell/root-route';

export const todayRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  staticData: { nav: { order: 10, icon: 'today', label: screens.today } },
  component: lazyRouteComponent(() => import('./today-screen'), 'TodayScreen'),
});
