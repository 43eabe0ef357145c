import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { screens } from '../messages/screens';
import { rootRoute } from '../shell/root-route';
import { readConnectionsSearch, TABS } from './connections-search';

export const connectionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings/connections',
  validateSearch: readConnectionsSearch,
  staticData: {
    permissions: Object.values(TABS),
    nav: { order: 110, icon: 'connections', label: screens.connections },
  },
  component: lazyRouteComponent(() => import('./connections-screen'), 'ConnectionsScreen'),
});
