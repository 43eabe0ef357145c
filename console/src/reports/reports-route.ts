import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { screens } from '../messages/screens';
import { rootRoute } from '../shell/root-route';
import { readReportsSearch } from './reports-search';

export const reportsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reports',
  validateSearch: readReportsSearch,
  staticData: { permissions: ['reports.read'], nav: { order: 90, icon: 'reports', label: screens.reports } },
  component: lazyRouteComponent(() => import('./reports-screen'), 'ReportsScreen'),
});
