import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from '../api/client';
import type { Schema } from '../api/types';
import { useAction } from '../api/use-action';
import { connections } from '../messages/connections';
import { dateOf } from '../time';
import { Button } from '../ui/button';
import { type Column, DataTable } from '../ui/data-table';
import { Confirm } from '../ui/layers/dialog';
import { Menu } from '../ui/layers/menu';
import { StateBadge } from '../ui/state-badge';
import { toast } from '../ui/layers/toast';
import { DeliveriesSheet } from './deliveries-sheet';
import { TabHead } from './tab-head';
import { useOpened } from './use-opened';
import { AddWebhookSheet, EditWebhookSheet, WEBHOOKS } from './webhook-sheets';

const m = connections.webhooks;

type Webhook = Schema<'Webhook'>;

export function WebhooksTab() {
  const { opened, sheet, open, close } = useOpened();
  const list = useQuery({
    queryKey: WEBHOOKS,
    queryFn: async () => (await dataOf(api.GET('/api/v1/webhooks', { params: { query: { limit: 200 } } }))).items,
  });
  const rows = list.data ?? [];
  const chosen = rows.find(({ id }) => id === opened);
  const add = (
    <Button kind="filled" icon="book" onPress={() => open('new')}>
      {m.add}
    </Button>
  );
  return (
    <>
      <TabHead about={m.about}>{add}</TabHead>
      <DataTable
        caption={m.caption}
        columns={columnsOf(open)}
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
      {opened === 'new' && <AddWebhookSheet onClose={close} />}
      {chosen && sheet === 'edit' && <EditWebhookSheet webhook={chosen} onClose={close} />}
      {chosen && sheet === 'deliveries' && <DeliveriesSheet webhook={chosen} onClose={close} />}
      {chosen && sheet === 'delete' && <Delete webhook={chosen} onClose={close} />}
    </>
  );
}

const columnsOf = (open: ReturnType<typeof useOpened>['open']): Column<Webhook>[] => [
  {
    id: 'url',
    header: m.url,
    cell: ({ url }) => <span className="connections-address">{url}</span>,
    isRowHeader: true,
    narrow: ({ events, state }) =>
      [m.eventCount(events.length), state === 'disabled' && m.stateLabels.disabled].filter(Boolean).join(' · '),
  },
  { id: 'events', header: m.events, cell: ({ events }) => m.eventCount(events.length), isWideOnly: true },
  {
    id: 'state',
    header: connections.state,
    cell: ({ state }) => <StateBadge tone={state === 'active' ? 'done' : 'stopped'}>{m.stateLabels[state]}</StateBadge>,
    isWideOnly: true,
  },
  { id: 'created', header: m.created, cell: ({ createdAt }) => dateOf(createdAt), isWideOnly: true, isNumeric: true },
  {
    id: 'actions',
    header: connections.actions,
    isActions: true,
    cell: ({ id, url }) => (
      <div className="row">
        <Button kind="plain" aria-label={m.deliveriesLabel(url)} onPress={() => open(id, 'deliveries')}>
          {m.deliveries}
        </Button>
        <Menu
          kind="plain"
          icon="more"
          aria-label={m.more(url)}
          entries={[
            { id: 'edit', label: m.edit, onAction: () => open(id, 'edit') },
            { id: 'delete', label: m.delete, isDangerous: true, onAction: () => open(id, 'delete') },
          ]}
        />
      </div>
    ),
  },
];

function Delete({ webhook: { id, url }, onClose }: { webhook: Webhook; onClose: () => void }) {
  const remove = useAction(() => api.DELETE('/api/v1/webhooks/{id}', { params: { path: { id } } }), {
    refreshes: [WEBHOOKS],
    onDone: () => {
      toast(m.deleted);
      onClose();
    },
  });
  return (
    <Confirm
      title={m.deleteTitle}
      action={m.delete}
      isDangerous
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.run()}
      onClose={onClose}
    >
      <p>{m.deleteText(url)}</p>
    </Confirm>
  );
}
