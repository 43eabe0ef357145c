import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { screens } from '../messages/screens';
import { rootRoute } from '../shell/root-route';
import { readVehiclesSearch } from './vehicles-search';

export const vehiclesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/vehicles',
  validateSearch: readVehiclesSearch,
  staticData: {
    permissions: ['vehicles.manage', 'vehicles.maintain'],
    nav: { order: 80, icon: 'vehicles', label: screens.vehicles },
  },
  component: lazyRouteComponent(() => import('./vehicles-screen'), 'VehiclesScreen'),
});
