import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { screens } from '../messages/screens';
import { rootRoute } from '../shell/root-route';
import { readRolesSearch } from './roles-search';

export const rolesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/roles',
  validateSearch: readRolesSearch,
  staticData: {
    permissions: ['permissions.administer'],
    nav: { order: 70, icon: 'roles', label: screens.roles },
  },
  component: lazyRouteComponent(() => import('./roles-screen'), 'RolesScreen'),
});
