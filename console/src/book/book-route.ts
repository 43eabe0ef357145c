import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { screens } from '../messages/screens';
import { rootRoute } from '../shell/root-route';
import { readBookSearch } from './book-search';

export const bookRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/book',
  validateSearch: readBookSearch,
  staticData: { permissions: ['bookings.book'], nav: { order: 20, icon: 'book', label: screens.book } },
  component: lazyRouteComponent(() => import('./book-screen'), 'BookScreen'),
});
