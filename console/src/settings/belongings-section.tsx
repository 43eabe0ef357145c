import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type Branch, may, type Session, useBranches, useSession } from '../api/session';
import { settings } from '../messages/settings';
import { BranchFilter } from '../shared/filters';
import { Button } from '../ui/button';
import { type Column, DataTable } from '../ui/data-table';
import { Notice } from '../ui/notice';
import { BelongingSheet } from './belonging-sheet';
import { ACCESSORIES, type Belonging, GROUPS, type Kind, LOCATIONS } from './belongings';
import { SettingsPanel } from './settings-panel';
import { useOpened } from './use-opened';

const m = settings.belongings;
const route = getRouteApi('/settings');

export const LocationsSection = () => <BelongingsSection kind={LOCATIONS} />;
export const AccessoriesSection = () => <BelongingsSection kind={ACCESSORIES} />;
export const GroupsSection = () => <BelongingsSection kind={GROUPS} />;

/** Whether the person manages it in all of its branches, as far as they know these. */
const isMine = (session: Session, { permission }: Kind, { branchIds }: Belonging) =>
  branchIds.every((branchId) => may(session, permission, branchId));

/** Locations, accessories or groups of the branches in reach. */
function BelongingsSection({ kind }: { kind: Kind }) {
  const session = useSession();
  const { branchId } = route.useSearch();
  const { opened, open, close } = useOpened();
  const list = useQuery(kind.list);
  const branches = useBranches();
  const words = m[kind.id];
  const managed = branches.filter(({ id }) => may(session, kind.permission, id));
  const rows = (list.data ?? []).filter(({ branchIds }) => !branchId || branchIds.includes(branchId));
  const chosen = rows.find(({ id }) => id === opened);
  const add = (
    <Button kind="filled" icon="book" isDisabled={managed.length === 0} onPress={() => open('new')}>
      {words.add}
    </Button>
  );
  return (
    <SettingsPanel title={settings.names[kind.id]} about={words.about} actions={add}>
      {branches.length > 1 && <ByBranch branches={branches} />}
      <DataTable
        caption={words.caption}
        columns={columnsOf({ branches, open, isMine: (row) => isMine(session, kind, row) })}
        rows={rows}
        rowId={({ id }) => id}
        state={list}
        empty={
          <>
            <h3>{words.none}</h3>
            <p>{words.noneText}</p>
            {managed.length === 0 && <Notice>{m.noBranch}</Notice>}
          </>
        }
      />
      {opened === 'new' && <BelongingSheet kind={kind} branches={managed} onClose={close} />}
      {chosen && <BelongingSheet kind={kind} branches={managed} belonging={chosen} onClose={close} />}
    </SettingsPanel>
  );
}

function ByBranch({ branches }: { branches: readonly Branch[] }) {
  const { branchId } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <search className="settings-filter">
      <BranchFilter
        options={branches}
        value={branchId}
        onChange={(id) => void navigate({ search: (before) => ({ ...before, branchId: id }), replace: true })}
      />
    </search>
  );
}

interface ColumnContext {
  branches: readonly Branch[];
  open: (id: string) => void;
  isMine: (belonging: Belonging) => boolean;
}

function columnsOf({ branches, open, isMine: mayEdit }: ColumnContext): Column<Belonging>[] {
  const branchesOf = ({ branchIds }: Belonging) =>
    branches.flatMap(({ id, name }) => (branchIds.includes(id) ? [name] : [])).join(', ');
  return [
    { id: 'name', header: m.name, cell: ({ name }) => name, isRowHeader: true, narrow: branchesOf },
    { id: 'branches', header: m.branches, cell: branchesOf, isWideOnly: true },
    {
      id: 'actions',
      header: m.actions,
      isActions: true,
      cell: (belonging) =>
        mayEdit(belonging) ? (
          <Button kind="plain" aria-label={m.edit(belonging.name)} onPress={() => open(belonging.id)}>
            {m.editAction}
          </Button>
        ) : (
          <span className="small quiet">{m.sharedShort}</span>
        ),
    },
  ];
}
