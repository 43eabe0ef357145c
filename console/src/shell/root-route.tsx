import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext } from '@tanstack/react-router';
import { sessionQuery } from '../api/session';
import type { IconName } from '../ui/icon';
import { NotFound, ScreenFailed } from './fallbacks';
import { Shell } from './shell';

/** What a screen says of itself. */
interface ScreenTraits {
  /** Any of these permissions opens it; without, everyone may. */
  permissions?: readonly string[];
  /** Its entry in the navigation; `order` says where. */
  nav?: { order: number; icon: IconName; label: string };
}

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption extends ScreenTraits {}
}

/** Around every screen: nothing is shown before it is known who is signed in. */
export const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  loader: ({ context }) => context.queryClient.ensureQueryData(sessionQuery),
  component: Shell,
  errorComponent: ScreenFailed,
  notFoundComponent: NotFound,
});
