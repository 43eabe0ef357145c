import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { screens } from '../messages/screens';
import { type Search, textIn } from '../search-params';
import { rootRoute } from '../shell/root-route';

/** The offer whose sheet is open, as the email leads to it. */
interface TodaySearch {
  offer?: string;
}

const readTodaySearch = (search: Search): TodaySearch => ({ offer: textIn(search, 'offer') });

export const todayRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  validateSearch: readTodaySearch,
  staticData: { nav: { order: 10, icon: 'today', label: screens.today } },
  component: lazyRouteComponent(() => import('./today-screen'), 'TodayScreen'),
});
