import { useQuery } from '@tanstack/react-query';
import { branchesQuery } from './branches-query';
import { may, useSession } from '../api/session';
import type { Schema } from '../api/types';
import { settings } from '../messages/settings';
import { Button } from '../ui/button';
import { type Column, DataTable } from '../ui/data-table';
import { StateBadge } from '../ui/state-badge';
import { BranchSheet } from './branch-sheet';
import { SettingsPanel } from './settings-panel';
import { useOpened } from './use-opened';

const m = settings.branches;

type Branch = Schema<'Branch'>;

export function BranchesSection() {
  const session = useSession();
  const { opened, open, close } = useOpened();
  const list = useQuery(branchesQuery);
  const rows = list.data ?? [];
  const chosen = rows.find(({ id }) => id === opened);
  const add = may(session, 'branches.create') && (
    <Button kind="filled" icon="book" onPress={() => open('new')}>
      {m.add}
    </Button>
  );
  return (
    <SettingsPanel title={settings.names.branches} about={m.about} actions={add}>
      <DataTable
        caption={m.caption}
        columns={columnsOf(open)}
        rows={rows}
        rowId={({ id }) => id}
        state={list}
        empty={
          <>
            <h3>{m.none}</h3>
            <p>{m.noneText}</p>
          </>
        }
      />
      {opened === 'new' && <BranchSheet onClose={close} />}
      {chosen && <BranchSheet branch={chosen} onClose={close} />}
    </SettingsPanel>
  );
}

const columnsOf = (open: (id: string) => void): Column<Branch>[] => [
  { id: 'name', header: m.name, cell: ({ name }) => name, isRowHeader: true, narrow: ({ code }) => code },
  { id: 'code', header: m.code, cell: ({ code }) => code, isWideOnly: true },
  { id: 'timeZone', header: m.timeZone, cell: ({ timeZone }) => timeZone.replaceAll('_', ' '), isWideOnly: true },
  {
    id: 'signUp',
    header: m.signUp,
    cell: ({ openToSignUp }) => (openToSignUp ? m.signUpOpen : m.signUpClosed),
    isWideOnly: true,
  },
  {
    id: 'state',
    header: m.state,
    cell: ({ state }) => <StateBadge tone={state === 'open' ? 'done' : 'stopped'}>{m.states[state]}</StateBadge>,
  },
  {
    id: 'actions',
    header: m.actions,
    isActions: true,
    cell: ({ id, name }) => (
      <Button kind="plain" aria-label={m.edit(name)} onPress={() => open(id)}>
        {m.editAction}
      </Button>
    ),
  },
];
