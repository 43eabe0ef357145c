import { useInfiniteQuery } from '@tanstack/react-query';
import { api, BACKGROUND, dataOf } from '../api/client';
import type { Schema } from '../api/types';
import { useAction } from '../api/use-action';
import { connections } from '../messages/connections';
import { common } from '../messages/en';
import { dayAndTimeOf, viewerZone, zoneName } from '../time';
import { Button } from '../ui/button';
import { type Column, DataTable } from '../ui/data-table';
import { ProblemNotice } from '../ui/notice';
import { Sheet } from '../ui/layers/sheet';
import { StateBadge, type Tone } from '../ui/state-badge';
import { toast } from '../ui/layers/toast';

const m = connections.webhooks;

type Delivery = Schema<'WebhookDelivery'>;

const TONES: Record<Delivery['state'], Tone> = { pending: 'waiting', delivered: 'done', dead: 'stopped' };
const POLL_MS = 5_000;

const eventName = (type: string): string => (m.names as Record<string, string>)[type] ?? type;

/** What was sent to a webhook and how it went; what waits is looked at again until it is through. */
export function DeliveriesSheet({ webhook, onClose }: { webhook: Schema<'Webhook'>; onClose: () => void }) {
  const path = { id: webhook.id };
  const queryKey = ['webhooks', webhook.id, 'deliveries'];
  const list = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => {
      const query = { cursor: pageParam ?? undefined };
      return dataOf(api.GET('/api/v1/webhooks/{id}/deliveries', { params: { path, query }, headers: BACKGROUND }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some((delivery) => delivery.state === 'pending')) ? POLL_MS : false,
  });
  const again = useAction(
    ({ id: deliveryId }: Delivery) =>
      dataOf(
        api.POST('/api/v1/webhooks/{id}/deliveries/{deliveryId}/redelivery', {
          params: { path: { ...path, deliveryId } },
        }),
      ),
    { refreshes: [queryKey], onDone: () => toast(m.queued) },
  );
  return (
    <Sheet title={m.deliveries} isWide onClose={onClose}>
      <p className="connections-address">{webhook.url}</p>
      <p className="small quiet">
        {m.lastDays} {common.timesIn(zoneName(viewerZone()))}
      </p>
      <ProblemNotice error={again.error} />
      <DataTable
        caption={m.deliveriesLabel(webhook.url)}
        columns={[...COLUMNS, actionColumn(again.run)]}
        rows={list.data?.pages.flatMap(({ items }) => items) ?? []}
        rowId={({ id }) => id}
        state={list}
        empty={
          <>
            <h3>{m.noDeliveries}</h3>
            <p>{m.noDeliveriesText}</p>
          </>
        }
      />
    </Sheet>
  );
}

const answerOf = ({ status, error, attemptedAt }: Delivery): string => {
  if (attemptedAt === null) return m.never;
  return status === null ? (error ?? m.noAnswer) : m.status(status);
};

const COLUMNS: Column<Delivery>[] = [
  {
    id: 'event',
    header: m.event,
    cell: ({ eventType }) => eventName(eventType),
    isRowHeader: true,
    narrow: (delivery) => answerOf(delivery),
  },
  {
    id: 'state',
    header: connections.state,
    cell: ({ state }) => <StateBadge tone={TONES[state]}>{m.states[state]}</StateBadge>,
  },
  { id: 'attempts', header: m.attempts, cell: ({ attempts }) => attempts, isNumeric: true, isWideOnly: true },
  { id: 'answer', header: m.answer, cell: answerOf, isWideOnly: true },
  {
    id: 'attempted',
    header: m.attempted,
    cell: ({ attemptedAt }) => (attemptedAt ? dayAndTimeOf(attemptedAt) : m.never),
    isWideOnly: true,
    isNumeric: true,
  },
];

const actionColumn = (again: (delivery: Delivery) => void): Column<Delivery> => ({
  id: 'actions',
  header: connections.actions,
  isActions: true,
  cell: (delivery) =>
    delivery.state !== 'pending' && (
      <Button kind="plain" aria-label={m.againLabel(eventName(delivery.eventType))} onPress={() => again(delivery)}>
        {m.again}
      </Button>
    ),
});
