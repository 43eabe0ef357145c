import { useState } from 'react';
import { api, dataOf } from '../api/client';
import type { Schema } from '../api/types';
import { useAction } from '../api/use-action';
import { connections } from '../messages/connections';
import { ProblemNotice } from '../ui/notice';
import { Sheet } from '../ui/layers/sheet';
import { SubmitFoot } from '../ui/fields/submit-foot';
import { ClientSecret } from './client-secret';
import { Done } from './secret';
import { clientsQuery, type OidcClient } from './clients';

const m = connections.clients;

/** Makes a new secret after saying what that does, and shows it this once. */
export function NewSecretSheet({ client, onClose }: { client: OidcClient; onClose: () => void }) {
  const [made, setMade] = useState<Schema<'OidcClientWithSecret'> | null>(null);
  const make = useAction(
    () => dataOf(api.POST('/api/v1/oidc-clients/{id}/secret', { params: { path: { id: client.id } } })),
    { refreshes: [clientsQuery.queryKey], onDone: setMade },
  );
  // The same sheet, so that the focus goes back to where it was opened from.
  if (made) {
    return (
      <Sheet title={m.secretTitle(made.name)} onClose={onClose} foot={<Done onPress={onClose} />}>
        <ClientSecret client={made} />
      </Sheet>
    );
  }
  const foot = <SubmitFoot onCancel={onClose} isPending={make.isPending} submit={m.makeSecret} />;
  return (
    <Sheet title={m.newSecretTitle(client.name)} onClose={onClose} onSubmit={() => make.run()} foot={foot}>
      <p>{m.newSecretText}</p>
      <ProblemNotice error={make.error} />
    </Sheet>
  );
}
