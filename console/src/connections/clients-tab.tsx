import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from '../api/client';
import { useAction } from '../api/use-action';
import { connections } from '../messages/connections';
import { Button } from '../ui/button';
import { type Column, DataTable } from '../ui/data-table';
import { Confirm } from '../ui/layers/dialog';
import { Menu } from '../ui/layers/menu';
import { ProblemNotice } from '../ui/notice';
import { StateBadge } from '../ui/state-badge';
import { toast } from '../ui/layers/toast';
import { AddClientSheet, EditClientSheet } from './client-sheets';
import { clientsQuery, type OidcClient } from './clients';
import { NewSecretSheet } from './new-secret-sheet';
import { TabHead } from './tab-head';
import { useOpened } from './use-opened';

const m = connections.clients;

type Open = ReturnType<typeof useOpened>['open'];

export function ClientsTab() {
  const { opened, sheet, open, close } = useOpened();
  const list = useQuery(clientsQuery);
  const rows = list.data ?? [];
  const chosen = rows.find(({ id }) => id === opened);
  const change = useAction(
    ({ id, state }: Pick<OidcClient, 'id' | 'state'>) =>
      dataOf(api.PATCH('/api/v1/oidc-clients/{id}', { params: { path: { id } }, body: { state } })),
    {
      refreshes: [clientsQuery.queryKey],
      onDone: ({ name, state }) => toast(state === 'active' ? m.enabled(name) : m.disabled(name)),
    },
  );
  const add = (
    <Button kind="filled" icon="book" onPress={() => open('new')}>
      {m.add}
    </Button>
  );
  return (
    <>
      <TabHead about={m.about}>{add}</TabHead>
      <ProblemNotice error={change.error} />
      <DataTable
        caption={m.caption}
        columns={columnsOf(open, change.run)}
        rows={rows}
        rowId={({ id }) => id}
        state={list}
        empty={
          <>
            <h2>{m.none}</h2>
            <p>{m.noneText}</p>
          </>
        }
      />
      {opened === 'new' && <AddClientSheet onClose={close} />}
      {chosen && sheet === 'edit' && <EditClientSheet client={chosen} onClose={close} />}
      {chosen && sheet === 'secret' && <NewSecretSheet client={chosen} onClose={close} />}
      {chosen && sheet === 'delete' && <Delete client={chosen} onClose={close} />}
    </>
  );
}

const audienceOf = ({ roleKeys, groupIds }: OidcClient): string =>
  roleKeys.length + groupIds.length === 0 ? m.everyone : m.limited(roleKeys.length, groupIds.length);

const columnsOf = (open: Open, change: (change: Pick<OidcClient, 'id' | 'state'>) => void): Column<OidcClient>[] => [
  { id: 'name', header: connections.name, cell: ({ name }) => name, isRowHeader: true, narrow: audienceOf },
  { id: 'type', header: m.type, cell: ({ type }) => m.types[type], isWideOnly: true },
  { id: 'for', header: m.for, cell: audienceOf, isWideOnly: true },
  {
    id: 'clientId',
    header: m.clientId,
    cell: ({ clientId }) => <span className="code">{clientId}</span>,
    isWideOnly: true,
  },
  {
    id: 'state',
    header: connections.state,
    cell: ({ state }) => <StateBadge tone={state === 'active' ? 'done' : 'stopped'}>{m.states[state]}</StateBadge>,
  },
  {
    id: 'actions',
    header: connections.actions,
    isActions: true,
    cell: ({ id, name, type, state }) => (
      <Menu
        kind="plain"
        icon="more"
        aria-label={connections.more(name)}
        entries={[
          { id: 'edit', label: m.edit, onAction: () => open(id, 'edit') },
          ...(type === 'confidential'
            ? [{ id: 'secret', label: m.newSecret, onAction: () => open(id, 'secret') }]
            : []),
          state === 'active'
            ? { id: 'disable', label: m.disable, onAction: () => change({ id, state: 'disabled' }) }
            : { id: 'enable', label: m.enable, onAction: () => change({ id, state: 'active' }) },
          { id: 'delete', label: m.delete, isDangerous: true, onAction: () => open(id, 'delete') },
        ]}
      />
    ),
  },
];

function Delete({ client: { id, name }, onClose }: { client: OidcClient; onClose: () => void }) {
  const remove = useAction(() => api.DELETE('/api/v1/oidc-clients/{id}', { params: { path: { id } } }), {
    refreshes: [clientsQuery.queryKey],
    onDone: () => {
      toast(m.deleted(name));
      onClose();
    },
  });
  return (
    <Confirm
      title={m.deleteTitle(name)}
      action={m.delete}
      isDangerous
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.run()}
      onClose={onClose}
    >
      <p>{m.deleteText}</p>
    </Confirm>
  );
}
