import { useInfiniteQuery } from '@tanstack/react-query';
import { errorAt } from '../api/api-problem';
import { signUpOptionsQuery } from '../api/choices';
import { api, dataOf } from '../api/client';
import { useState } from 'react';
import { useAction } from '../api/use-action';
import { settings } from '../messages/settings';
import type { Schema } from '../api/types';
import { dateOf } from '../time';
import { Button } from '../ui/button';
import { type Column, DataTable } from '../ui/data-table';
import { Notice, ProblemNotice } from '../ui/notice';
import { Sheet } from '../ui/layers/sheet';
import { SubmitFoot } from '../ui/fields/submit-foot';
import { StateBadge } from '../ui/state-badge';
import { TextField } from '../ui/fields/text-field';
import { toast } from '../ui/layers/toast';
import { SettingsPanel } from './settings-panel';
import { useOpened } from './use-opened';

const m = settings.agreement;
const KEY = ['agreements'];

type Agreement = Schema<'Agreement'>;

export function AgreementSection() {
  const { opened, open, close } = useOpened();
  const list = useInfiniteQuery({
    queryKey: KEY,
    queryFn: ({ pageParam }) =>
      dataOf(api.GET('/api/v1/agreements', { params: { query: { cursor: pageParam ?? undefined } } })),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const chosen = rows.find(({ id }) => id === opened);
  const publish = (
    <Button kind="filled" icon="book" onPress={() => open('new')}>
      {m.publish}
    </Button>
  );
  return (
    <SettingsPanel title={settings.names.agreement} about={m.about} actions={publish}>
      <DataTable
        caption={m.caption}
        columns={columnsOf(rows[0]?.id, open)}
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
      {opened === 'new' && <Publish latest={rows[0]} onClose={close} />}
      {chosen && (
        <Sheet title={m.version(chosen.version)} isWide onClose={close}>
          <p className="small quiet">{m.publishedAt(dateOf(chosen.publishedAt))}</p>
          <div className="written">{chosen.text}</div>
        </Sheet>
      )}
    </SettingsPanel>
  );
}

const columnsOf = (currentId: string | undefined, open: (id: string) => void): Column<Agreement>[] => [
  {
    id: 'version',
    header: m.versionHeader,
    cell: ({ version }) => m.version(version),
    isRowHeader: true,
    narrow: ({ publishedAt }) => dateOf(publishedAt),
  },
  { id: 'published', header: m.published, cell: ({ publishedAt }) => dateOf(publishedAt), isWideOnly: true },
  {
    id: 'state',
    header: m.state,
    cell: ({ id }) =>
      id === currentId ? (
        <StateBadge tone="done">{m.current}</StateBadge>
      ) : (
        <StateBadge tone="quiet">{m.replaced}</StateBadge>
      ),
  },
  {
    id: 'actions',
    header: m.actions,
    isActions: true,
    cell: ({ id, version }) => (
      <Button kind="plain" aria-label={m.readLabel(version)} onPress={() => open(id)}>
        {m.read}
      </Button>
    ),
  },
];

/** A new version begins with the text of the one in force. */
function Publish({ latest, onClose }: { latest: Agreement | undefined; onClose: () => void }) {
  const [text, setText] = useState(latest?.text ?? '');
  const publish = useAction(() => dataOf(api.POST('/api/v1/agreements', { body: { text } })), {
    // The person who publishes it has to accept it too.
    refreshes: [KEY, signUpOptionsQuery.queryKey, ['session']],
    onDone: ({ version }) => {
      toast(m.inForce(version));
      onClose();
    },
  });
  const foot = <SubmitFoot onCancel={onClose} isPending={publish.isPending} submit={m.publishAction} />;
  return (
    <Sheet title={m.publish} isWide onClose={onClose} onSubmit={() => publish.run()} foot={foot}>
      <Notice>
        <h3>{m.effectsTitle}</h3>
        <ul>
          {m.effects.map((effect) => (
            <li key={effect}>{effect}</li>
          ))}
        </ul>
      </Notice>
      <ProblemNotice error={publish.error} fields={['text']} />
      <TextField
        label={m.text}
        help={m.textHelp}
        isLong
        rows={16}
        value={text}
        onChange={setText}
        error={errorAt(publish.error, 'text')}
      />
    </Sheet>
  );
}
