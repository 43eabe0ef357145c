import { useState } from 'react';
import { api, dataOf } from '../api/client';
import type { Schema } from '../api/types';
import { useAction } from '../api/use-action';
import { useEdit } from '../api/use-edit';
import { connections } from '../messages/connections';
import { common } from '../messages/en';
import { ChangedMeanwhile } from '../ui/changed-meanwhile';
import { ProblemNotice } from '../ui/notice';
import { Select } from '../ui/fields/select';
import { Sheet } from '../ui/layers/sheet';
import { SubmitFoot } from '../ui/fields/submit-foot';
import { toast } from '../ui/layers/toast';
import { type ClientDetails, CLIENT_FIELDS, ClientFields } from './client-fields';
import { ClientSecret } from './client-secret';
import { Done } from './secret';
import { clientsQuery, type OidcClient } from './clients';

const m = connections.clients;

const TYPES = (['confidential', 'public'] as const).map((id) => ({ id, name: m.types[id] }));
const EMPTY: ClientDetails = {
  name: '',
  type: 'confidential',
  redirectUris: [],
  postLogoutRedirectUris: [],
  backchannelLogoutUri: null,
  roleKeys: [],
  groupIds: [],
  firstParty: false,
  pkceRequired: true,
  serviceAccountId: null,
};

/** The addresses without the empty lines between them. */
function tidy<Details extends Partial<ClientDetails>>(details: Details): Details {
  const lines = (list: string[]) => list.map((line) => line.trim()).filter(Boolean);
  const { redirectUris, postLogoutRedirectUris, backchannelLogoutUri } = details;
  return {
    ...details,
    ...(redirectUris && { redirectUris: lines(redirectUris) }),
    ...(postLogoutRedirectUris && { postLogoutRedirectUris: lines(postLogoutRedirectUris) }),
    ...(backchannelLogoutUri !== undefined && { backchannelLogoutUri: backchannelLogoutUri?.trim() || null }),
  };
}

export function AddClientSheet({ onClose }: { onClose: () => void }) {
  const [details, setDetails] = useState(EMPTY);
  const [made, setMade] = useState<Schema<'OidcClientWithSecret'> | null>(null);
  const add = useAction(() => dataOf(api.POST('/api/v1/oidc-clients', { body: tidy(details) })), {
    refreshes: [clientsQuery.queryKey],
    onDone: setMade,
  });
  // The same sheet, so that the focus goes back to where it was opened from.
  if (made) {
    return (
      <Sheet title={m.secretTitle(made.name)} onClose={onClose} foot={<Done onPress={onClose} />}>
        <ClientSecret client={made} />
      </Sheet>
    );
  }
  const change = (changes: Partial<ClientDetails>) => setDetails({ ...details, ...changes });
  const foot = <SubmitFoot onCancel={onClose} isPending={add.isPending} submit={m.add} />;
  return (
    <Sheet title={m.add} isBlank onClose={onClose} onSubmit={() => add.run()} foot={foot}>
      <ProblemNotice error={add.error} fields={CLIENT_FIELDS} />
      <ClientFields value={details} onChange={change} error={add.error}>
        <Select
          label={m.type}
          help={m.typeHelp}
          options={TYPES}
          value={details.type}
          onChange={(type) =>
            change({ type: type as ClientDetails['type'], pkceRequired: true, serviceAccountId: null })
          }
        />
      </ClientFields>
    </Sheet>
  );
}

export function EditClientSheet({ client, onClose }: { client: OidcClient; onClose: () => void }) {
  const path = { params: { path: { id: client.id } } };
  const edit = useEdit({
    thing: client,
    read: () => dataOf(api.GET('/api/v1/oidc-clients/{id}', path)),
    write: (changes, headers) =>
      dataOf(api.PATCH('/api/v1/oidc-clients/{id}', { ...path, body: tidy(changes), headers })),
    refreshes: [clientsQuery.queryKey],
    onDone: () => {
      toast(m.saved(edit.value.name));
      onClose();
    },
  });
  const foot = <SubmitFoot onCancel={onClose} isPending={edit.isPending} submit={common.save} />;
  return (
    <Sheet title={m.editTitle(client.name)} onClose={onClose} onSubmit={edit.save} foot={foot}>
      <ChangedMeanwhile
        changes={edit.meanwhile}
        tell={{
          name: (name) => [connections.name, name],
          redirectUris: (uris) => [m.redirectUris, uris.join(', ')],
          postLogoutRedirectUris: (uris) => [m.postLogoutRedirectUris, uris.join(', ')],
          serviceAccountId: (id) => [m.serviceAccount, id ? m.someContact : m.noContact],
          roleKeys: (keys) => [m.roles, keys.join(', ') || m.everyone],
          state: (state) => [connections.state, m.states[state]],
        }}
      />
      <ProblemNotice error={edit.error} fields={CLIENT_FIELDS} />
      <ClientFields value={edit.value} onChange={edit.change} error={edit.error} />
    </Sheet>
  );
}
