import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { screens } from '../messages/screens';
import { rootRoute } from '../shell/root-route';
import { SECTIONS } from './sections';
import { readSettingsSearch } from './settings-search';

export const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  validateSearch: readSettingsSearch,
  staticData: {
    permissions: Object.values(SECTIONS),
    nav: { order: 100, icon: 'settings', label: screens.settings },
  },
  component: lazyRouteComponent(() => import('./settings-screen'), 'SettingsScreen'),
});
