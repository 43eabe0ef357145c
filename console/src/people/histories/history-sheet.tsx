import { useBranches } from '../../api/session';
import { histories as m } from '../../messages/people-histories';
import { viewerZone, zoneName } from '../../time';
import { Failed } from '../../ui/data-table';
import { Sheet } from '../../ui/layers/sheet';
import { ChangeHistory } from './change-history';
import { type ListedPeople, usePerson } from '../people-query';
import type { History } from '../people-search';
import { EmailHistory, SignInHistory } from './plain-histories';

interface HistorySheetProps {
  id: string;
  history: History;
  listed: ListedPeople;
  onClose: () => void;
}

/** One of the four histories of a person, page by page. */
export function HistorySheet({ id, history, listed, onClose }: HistorySheetProps) {
  const { person, error, refetch } = usePerson(id, listed);
  const branches = useBranches();
  const zone = branches.find((branch) => branch.id === person?.branchId)?.timeZone ?? viewerZone();
  return (
    <Sheet title={person ? m.titles[history](person.name) : m.labels[history]} isWide isText onClose={onClose}>
      {error && <Failed error={error} onRetry={() => void refetch()} />}
      {person && (
        <>
          <p className="quiet">{m.zone(zoneName(zone))}</p>
          {history === 'sign-ins' && <SignInHistory id={id} zone={zone} />}
          {history === 'emails' && <EmailHistory id={id} zone={zone} />}
          {(history === 'changes-by' || history === 'changes-to') && (
            <ChangeHistory id={id} history={history} zone={zone} />
          )}
        </>
      )}
    </Sheet>
  );
}
