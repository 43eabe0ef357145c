import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { screens } from '../messages/screens';
import { rootRoute } from '../shell/root-route';
import { preloadBoard } from './board-query';
import { readBoardSearch } from './board-search';

export const boardRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/board',
  validateSearch: readBoardSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => {
    // Not waited for: the screen shows that it is loading, and why it could not be loaded.
    preloadBoard(context.queryClient, deps).catch(() => undefined);
  },
  staticData: { permissions: ['vehicles.read'], nav: { order: 30, icon: 'board', label: screens.board } },
  component: lazyRouteComponent(() => import('./board-screen'), 'BoardScreen'),
});
