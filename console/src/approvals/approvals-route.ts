import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { screens } from '../messages/screens';
import { rootRoute } from '../shell/root-route';
import { readApprovalsSearch } from './approvals-search';

export const approvalsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/approvals',
  validateSearch: readApprovalsSearch,
  staticData: { permissions: ['approvals.decide'], nav: { order: 50, icon: 'approvals', label: screens.approvals } },
  component: lazyRouteComponent(() => import('./approvals-screen'), 'ApprovalsScreen'),
});
