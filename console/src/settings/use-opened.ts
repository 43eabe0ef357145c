import { getRouteApi } from '@tanstack/react-router';

const route = getRouteApi('/settings');

/** The sheet that is open in a section. It is in the address (`?open=`), so that a link opens it. */
export function useOpened() {
  const { open: opened } = route.useSearch();
  const navigate = route.useNavigate();
  const show = (id: string | undefined) =>
    void navigate({ search: (previous) => ({ ...previous, open: id }), resetScroll: false });
  return { opened, open: (id: string) => show(id), close: () => show(undefined) };
}
