import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { may, useSession } from '../api/session';
import { book as m } from '../messages/book';
import { BookingSheet } from '../shared/booking/booking-sheet';
import { ProblemNotice } from '../ui/notice';
import { Page } from '../ui/page';
import './book.css';
import { availabilityQuery } from './book-query';
import type { BookSearch } from './book-search';
import { Results } from './results';
import { SearchForm } from './search-form';

const route = getRouteApi('/book');
const FIELDS = ['from', 'to', 'seats', 'destination'];

export function BookScreen() {
  return (
    <Page title={m.title} lead={m.lead}>
      <Search />
    </Page>
  );
}

function Search() {
  const session = useSession();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const own = session.branches.filter(({ id, state }) => state === 'open' && may(session, 'bookings.book', id));
  const home = own.find(({ id }) => id === session.user.branchId) ?? own[0];
  const branch = own.find(({ id }) => id === search.branchId) ?? home;
  const { vehicleId, from, to } = search;
  const isAsked = from !== undefined && to !== undefined;
  const found = useQuery({ ...availabilityQuery(search), enabled: isAsked && vehicleId === undefined });
  const openSheet = (id: string | undefined) =>
    void navigate({ search: (before) => ({ ...before, vehicleId: id }), replace: id === undefined });
  const find = (wanted: BookSearch) => {
    void navigate({ search: wanted });
    // The same search again, to see what has become free.
    if (JSON.stringify(wanted) === JSON.stringify(search)) void found.refetch();
  };
  if (!branch) return <p className="card message">{m.noBranch}</p>;
  return (
    <>
      <SearchForm
        search={search}
        branches={own}
        branch={branch}
        error={found.error}
        isPending={found.isLoading}
        isBehind={vehicleId !== undefined}
        onFind={find}
      />
      <div className="stack" aria-live="polite" aria-busy={found.isLoading}>
        <ProblemNotice error={found.error} fields={FIELDS} />
        {isAsked && found.data && (
          <Results found={found.data} search={{ ...search, from, to }} branch={branch} onBook={openSheet} />
        )}
      </div>
      {vehicleId !== undefined && (
        <BookingSheet
          vehicleId={vehicleId}
          from={from}
          to={to}
          destination={search.destination}
          onClose={() => openSheet(undefined)}
          onBooked={(id) =>
            void (id ? navigate({ to: '/bookings/$id', params: { id } }) : navigate({ to: '/bookings' }))
          }
        />
      )}
    </>
  );
}
