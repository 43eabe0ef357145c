import './approvals.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useBranches } from '../api/session';
import { useEffect, useRef, useState } from 'react';
import { approvals as m } from '../messages/approvals';
import { BranchFilter } from '../shared/filters';
import { Button } from '../ui/button';
import { DataTable } from '../ui/data-table';
import { Page } from '../ui/page';
import { Select } from '../ui/fields/select';
import { type ApprovalsSearch, STATES } from './approvals-search';
import { DecideDialog, type Deciding } from './decide-dialog';
import { DelegateSheet } from './delegate-sheet';
import { queueColumns } from './queue-columns';
import { queueQuery } from './queue-query';
import { RequestSheet } from './request-sheet';
import { ZoneLines } from './zone-lines';

const route = getRouteApi('/approvals');

export function ApprovalsScreen() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const queue = useInfiniteQuery(queueQuery(search));
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const change = (part: Partial<ApprovalsSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace: true });
  /** A step on, so that going back closes it. */
  const open = (part: Partial<ApprovalsSearch>) => void navigate({ search: (before) => ({ ...before, ...part }) });
  const rows = queue.data?.pages.flatMap(({ items }) => items) ?? [];
  // All that wait, however many are shown; the last page that was read knows best.
  const waiting = queue.data?.pages.at(-1)?.pendingCount ?? 0;
  // What was decided meanwhile, here or elsewhere, is not chosen any more.
  const picked = rows.filter(({ id, decidable }) => decidable && chosen.includes(id));
  const toggle = (id: string) =>
    setChosen((before) => (before.includes(id) ? before.filter((each) => each !== id) : [...before, id]));
  const decide = (decision: Deciding['decision']) => setDeciding({ decision, requests: picked });
  const state = search.state ?? 'pending';
  useFocusOnNext(picked.length, deciding !== null);
  return (
    <Page
      title={m.title}
      lead={waiting > 0 && m.waiting(waiting)}
      actions={<Button onPress={() => open({ sheet: 'delegate' })}>{m.delegate}</Button>}
    >
      <div className="approval-tools">
        <Filters search={search} onChange={change} />
        {state === 'pending' && (
          <div className="row approval-acts">
            <span role="status" className="quiet">
              {picked.length > 0 ? m.selected(picked.length) : rows.length > 1 && m.selectFirst}
            </span>
            <Button isDisabled={picked.length === 0} onPress={() => decide('decline')}>
              {m.decline}
            </Button>
            <Button kind="filled" isDisabled={picked.length === 0} onPress={() => decide('approve')}>
              {m.approve}
            </Button>
          </div>
        )}
      </div>
      <ZoneLines requests={rows} />
      <DataTable
        caption={m.caption}
        columns={queueColumns({
          chosen,
          onToggle: toggle,
          onOpen: (request) => open({ request }),
          state,
        })}
        rows={rows}
        rowId={({ id }) => id}
        state={queue}
        empty={<Nothing search={search} onClear={() => change({ state: undefined, branchId: undefined })} />}
      />
      {search.request && (
        <RequestSheet
          id={search.request}
          onClose={() => change({ request: undefined })}
          onDecide={(one) => setDeciding(one)}
        />
      )}
      {search.sheet === 'delegate' && <DelegateSheet onClose={() => change({ sheet: undefined })} />}
      {deciding && <DecideDialog {...deciding} onClose={() => setDeciding(null)} />}
    </Page>
  );
}

/**
 * With the last of what was chosen decided, the buttons have nothing to do: once the dialog is closed, the focus goes on to
 * the next request.
 */
function useFocusOnNext(chosen: number, isDeciding: boolean): void {
  const hadChosen = useRef(false);
  useEffect(() => {
    if (chosen > 0) hadChosen.current = true;
    if (chosen > 0 || isDeciding || !hadChosen.current) return undefined;
    hadChosen.current = false;
    // After the closing dialog has tried to give the focus back.
    const timer = setTimeout(() => {
      const focused = document.activeElement;
      // The heading has it where the queue was read again later than the dialog was closed.
      if (focused && focused !== document.body && !focused.matches(':disabled, h1')) return;
      (document.querySelector<HTMLElement>('.approval-check:enabled') ?? document.querySelector('h1'))?.focus();
    }, 50);
    return () => clearTimeout(timer);
  }, [chosen, isDeciding]);
}

interface FiltersProps {
  search: ApprovalsSearch;
  onChange: (part: Partial<ApprovalsSearch>) => void;
}

function Filters({ search, onChange }: FiltersProps) {
  const branches = useBranches();
  return (
    <search className="approval-filters">
      <Select
        label={m.state}
        options={STATES.map((id) => ({ id, name: m.stateNames[id] }))}
        value={search.state ?? 'pending'}
        onChange={(id) => onChange({ state: STATES.find((each) => each === id && each !== 'pending') })}
      />
      {branches.length > 1 && (
        <BranchFilter options={branches} value={search.branchId} onChange={(branchId) => onChange({ branchId })} />
      )}
    </search>
  );
}

function Nothing({ search: { state, branchId }, onClear }: { search: ApprovalsSearch; onClear: () => void }) {
  if (!state && !branchId) {
    return (
      <>
        <h2>{m.nobody}</h2>
        <p>{m.nobodyText}</p>
      </>
    );
  }
  return (
    <>
      <h2>{m.noneFound}</h2>
      <p>{m.noneFoundText}</p>
      <Button onPress={onClear}>{m.clear}</Button>
    </>
  );
}
