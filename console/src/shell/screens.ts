import { type AnyRoute, type StaticDataRouteOption, useRouter } from '@tanstack/react-router';
import { may, type Session, useSession } from '../api/session';

export const mayOpen = (session: Session, { permissions }: StaticDataRouteOption): boolean =>
  permissions === undefined || permissions.some((key) => may(session, key));

/** The screens of the navigation that the signed-in person may open, in order. */
export function useScreens() {
  const session = useSession();
  const routes: AnyRoute[] = Object.values(useRouter().routesById);
  return routes
    .flatMap(({ fullPath, options }) => {
      const { nav, ...traits }: StaticDataRouteOption = options.staticData ?? {};
      return nav && mayOpen(session, traits) ? [{ ...nav, to: fullPath as string }] : [];
    })
    .sort((one, other) => one.order - other.order);
}
