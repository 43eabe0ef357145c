import { getRouteApi } from '@tanstack/react-router';
import { people as m } from '../messages/people';
import { Button } from '../ui/button';
import { filterOf } from './people-search';

const route = getRouteApi('/people');

/** What there is to say where nobody is listed: that the filters hide them, or what the tab is for. */
export function NobodyHere() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { tab = 'pending', ...filters } = filterOf(search);
  if (Object.values(filters).some((value) => value !== undefined)) {
    return (
      <>
        <h2>{m.nobody}</h2>
        <p>{m.nobodyText}</p>
        <Button onPress={() => void navigate({ search: { tab } })}>{m.clear}</Button>
      </>
    );
  }
  return (
    <>
      <h2>{tab === 'pending' ? m.nobodyPending : m.empty[tab]}</h2>
      <p>{tab === 'pending' ? m.nobodyPendingText : m.emptyText[tab]}</p>
    </>
  );
}
