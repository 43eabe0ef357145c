import './board.css';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { type Branch, useSession } from '../api/session';
import { board as m } from '../messages/board';
import { clocksDiffer, now as present, showDate, timeOf, viewerZone, zoneName } from '../time';
import { Button } from '../ui/button';
import { Loaded } from '../ui/loaded';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { BoardFilters } from './board-filters';
import { BoardGrid } from './board-grid';
import { BoardList } from './board-list';
import { type Board, boardQuery, branchOf } from './board-query';
import { type Proposal, proposalIn, searchOf } from './board-search';
import { BoardToolbar } from './board-toolbar';
import { Legend } from './legend';
import { MoveDialog } from './move-dialog';
import { oddDaysOf, type Span, spanOf, titleOf } from './span';
import { type Filters, useFilters } from './use-filters';
import { useMedia } from './use-media';
import { vehiclesShown } from './vehicles-shown';

const route = getRouteApi('/board');

export function BoardScreen() {
  const search = route.useSearch();
  const { user, branches } = useSession();
  const branch = branchOf(branches, search.branchId, user.branchId);
  if (!branch) {
    return (
      <Page title={m.title}>
        <div className="card message">
          <h2>{m.noBranch}</h2>
          <p>{m.noBranchText}</p>
        </div>
      </Page>
    );
  }
  return <BranchBoard branch={branch} branches={branches} />;
}

interface BranchBoardProps {
  branch: Branch;
  branches: readonly Branch[];
}

function BranchBoard({ branch, branches }: BranchBoardProps) {
  const search = route.useSearch();
  const { name, timeZone } = branch;
  const span = useMemo(
    () => spanOf({ date: search.date, view: search.view }, timeZone),
    [search.date, search.view, timeZone],
  );
  const board = useQuery(boardQuery(branch.id, span));
  const [filters, changeFilters] = useFilters();
  const other = clocksDiffer(present(), timeZone) && m.yourTime(timeOf(present(), viewerZone()));
  const lead = [m.lead(name, zoneName(timeZone, span.from)), other].filter(Boolean).join(' ');
  return (
    <Page title={m.title} lead={lead} actions={<Button onPress={() => print()}>{m.print}</Button>}>
      <div className="board-tools">
        <BoardToolbar branch={branch} branches={branches} />
        {board.data && <BoardFilters board={board.data} filters={filters} onChange={changeFilters} />}
      </div>
      <p className="board-date">{titleOf(span)}</p>
      {oddDaysOf(span, timeZone).map(({ date, hours }) => (
        <Notice key={date}>
          <p>{m.oddDay(showDate(date), hours)}</p>
        </Notice>
      ))}
      <Loaded query={board}>
        {(data) => <Shown board={data} branchId={branch.id} span={span} filters={filters} onFilters={changeFilters} />}
      </Loaded>
    </Page>
  );
}

interface ShownProps {
  board: Board;
  branchId: string;
  span: Span;
  filters: Filters;
  onFilters: (part: Filters) => void;
}

function Shown({ board, branchId, span, filters, onFilters }: ShownProps) {
  const search = route.useSearch();
  const { kind, locationId, groupId } = filters;
  const navigate = route.useNavigate();
  const [isClosed, setClosed] = useState(false);
  const proposal = isClosed ? null : proposalIn(search);
  /** A step on, so that going back closes it. It closes before the address changes: the grid then takes back the focus. */
  const propose = (wanted: Proposal | null) => {
    setClosed(wanted === null);
    void navigate({ search: (before) => ({ ...before, ...searchOf(wanted) }), replace: wanted === null });
  };
  const isPhone = useMedia('screen and (max-width: 720px)');
  const vehicles = useMemo(
    () => vehiclesShown(board.vehicles, { kind, locationId, groupId }),
    [board.vehicles, kind, locationId, groupId],
  );
  const clear = () => onFilters({ kind: undefined, locationId: undefined, groupId: undefined });
  if (vehicles.length === 0) {
    const isFiltered = board.vehicles.length > 0;
    return (
      <div className="card message">
        <h2>{isFiltered ? m.noneFound : m.none}</h2>
        {isFiltered ? <Button onPress={clear}>{m.clear}</Button> : <p>{m.noneText}</p>}
      </div>
    );
  }
  const shown = { vehicles, blocks: board.blocks, zone: board.timeZone, branchId, span };
  return (
    <>
      {board.moreVehicles && (
        <Notice>
          <p>{m.moreVehicles}</p>
        </Notice>
      )}
      {!vehicles.some(({ bookable }) => bookable) && <p className="quiet">{m.noneForYou}</p>}
      {isPhone ? <BoardList {...shown} /> : <BoardGrid {...shown} onPropose={propose} />}
      {!isPhone && <Legend />}
      {proposal && (
        <MoveDialog
          key={proposal.bookingId}
          proposal={proposal}
          branchId={branchId}
          vehicles={board.vehicles}
          zone={board.timeZone}
          onClose={() => propose(null)}
        />
      )}
    </>
  );
}
