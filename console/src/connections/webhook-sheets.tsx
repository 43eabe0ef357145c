import { useState } from 'react';
import { errorAt } from '../api/api-problem';
import { api, dataOf } from '../api/client';
import type { Schema } from '../api/types';
import { useAction } from '../api/use-action';
import { useEdit } from '../api/use-edit';
import { connections } from '../messages/connections';
import { common } from '../messages/en';
import { ChangedMeanwhile } from '../ui/changed-meanwhile';
import { Check, Choices } from '../ui/fields/choices';
import { ProblemNotice } from '../ui/notice';
import { Sheet } from '../ui/layers/sheet';
import { SubmitFoot } from '../ui/fields/submit-foot';
import { TextField } from '../ui/fields/text-field';
import { toast } from '../ui/layers/toast';
import { Copied, Done, OnlyOnce } from './secret';

const m = connections.webhooks;
export const WEBHOOKS = ['webhooks'];

type EventName = Schema<'Webhook'>['events'][number];
const EVENTS = (Object.keys(m.names) as EventName[]).map((id) => ({ id, name: m.names[id] }));

interface Details {
  url: string;
  events: EventName[];
}
const FIELDS = ['url', 'events'];

interface FieldsProps {
  value: Details;
  onChange: (change: Partial<Details>) => void;
  error: Error | null;
}

function Fields({ value, onChange, error }: FieldsProps) {
  return (
    <>
      <TextField
        label={m.url}
        help={m.urlHelp}
        inputMode="url"
        spellCheck={false}
        value={value.url}
        onChange={(url) => onChange({ url })}
        error={errorAt(error, 'url')}
      />
      <Choices
        label={m.events}
        options={EVENTS}
        value={value.events}
        onChange={(events) => onChange({ events: events as EventName[] })}
        error={errorAt(error, 'events')}
      />
    </>
  );
}

/** Adds a webhook, and then shows its secret this once. */
export function AddWebhookSheet({ onClose }: { onClose: () => void }) {
  const [details, setDetails] = useState<Details>({ url: '', events: [] });
  const [secret, setSecret] = useState<string | null>(null);
  const add = useAction(() => dataOf(api.POST('/api/v1/webhooks', { body: details })), {
    refreshes: [WEBHOOKS],
    onDone: (made) => setSecret(made.secret),
  });
  if (secret) {
    return (
      <Sheet title={m.secretTitle} onClose={onClose} foot={<Done onPress={onClose} />}>
        <OnlyOnce />
        <Copied label={m.secret} help={m.secretHelp} value={secret} autoFocus />
      </Sheet>
    );
  }
  const foot = <SubmitFoot onCancel={onClose} isPending={add.isPending} submit={m.add} />;
  return (
    <Sheet title={m.add} isBlank onClose={onClose} onSubmit={() => add.run()} foot={foot}>
      <ProblemNotice error={add.error} fields={FIELDS} />
      <Fields
        value={details}
        onChange={(change) => setDetails((before) => ({ ...before, ...change }))}
        error={add.error}
      />
    </Sheet>
  );
}

/** Changes where a webhook leads, of what it is told, and whether at all. */
export function EditWebhookSheet({ webhook, onClose }: { webhook: Schema<'Webhook'>; onClose: () => void }) {
  const path = { params: { path: { id: webhook.id } } };
  const edit = useEdit({
    thing: webhook,
    read: () => dataOf(api.GET('/api/v1/webhooks/{id}', path)),
    write: ({ url, events, state }, headers) =>
      dataOf(api.PATCH('/api/v1/webhooks/{id}', { ...path, body: { url, events, state }, headers })),
    refreshes: [WEBHOOKS],
    onDone: () => {
      toast(m.saved);
      onClose();
    },
  });
  const foot = <SubmitFoot onCancel={onClose} isPending={edit.isPending} submit={common.save} />;
  return (
    <Sheet title={m.editTitle} onClose={onClose} onSubmit={edit.save} foot={foot}>
      <ChangedMeanwhile
        changes={edit.meanwhile}
        tell={{
          url: (url) => [m.url, url],
          events: (events) => [m.events, events.map((event) => m.names[event]).join(', ')],
          state: (state) => [connections.state, m.stateLabels[state]],
        }}
      />
      <ProblemNotice error={edit.error} fields={FIELDS} />
      <Fields value={edit.value} onChange={edit.change} error={edit.error} />
      <Check
        label={m.isActive}
        help={m.isActiveHelp}
        isChecked={edit.value.state === 'active'}
        onChange={(isActive) => edit.change({ state: isActive ? 'active' : 'disabled' })}
      />
    </Sheet>
  );
}
