import { getRouteApi } from '@tanstack/react-router';
import { AddSheet } from './add-sheet';
import { EditSheet } from './edit-sheet';
import { HistorySheet } from './histories/history-sheet';
import { ImportSheet } from './import/import-sheet';
import type { ListedPeople } from './people-query';
import { NO_SHEET, type PeopleSheet } from './people-search';
import { ReviewSheet } from './review-sheet';

const route = getRouteApi('/people');

/** The sheet that the address says is open. */
export function PeopleSheets({ listed }: { listed: ListedPeople }) {
  const { tab, review, edit, history, person, panel } = route.useSearch();
  const navigate = route.useNavigate();
  const show = (sheet: PeopleSheet) => void navigate({ search: (filters) => ({ ...filters, ...NO_SHEET, ...sheet }) });
  const close = () => show({});
  /** With the list that has the person who was added. */
  const added = (state: 'unconfirmed' | 'contact') =>
    void navigate({ search: (filters) => ({ ...filters, ...NO_SHEET, tab: tab === 'all' ? tab : state }) });
  if (review) return <ReviewSheet listed={listed} id={review} onClose={close} onNext={(id) => show({ review: id })} />;
  if (edit) return <EditSheet listed={listed} id={edit} onClose={close} />;
  if (history && person) return <HistorySheet listed={listed} id={person} history={history} onClose={close} />;
  if (panel === 'add') return <AddSheet onClose={close} onAdded={added} />;
  if (panel === 'import') return <ImportSheet onClose={close} />;
  return null;
}
