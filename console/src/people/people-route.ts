import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { screens } from '../messages/screens';
import { rootRoute } from '../shell/root-route';
import { readPeopleSearch } from './people-search';

export const peopleRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/people',
  validateSearch: readPeopleSearch,
  staticData: { permissions: ['users.read'], nav: { order: 60, icon: 'people', label: screens.people } },
  component: lazyRouteComponent(() => import('./people-screen'), 'PeopleScreen'),
});
