import type { Schema } from '../api/types';
import { connections } from '../messages/connections';
import { Notice } from '../ui/notice';
import { Copied, OnlyOnce } from './secret';

const m = connections.clients;

/** What the site needs to know. The secret is shown only this once: the service keeps nothing that it could be read from. */
export function ClientSecret({ client: { clientId, clientSecret } }: { client: Schema<'OidcClientWithSecret'> }) {
  return (
    <>
      {clientSecret ? <OnlyOnce /> : <Notice>{m.noSecret}</Notice>}
      <Copied label={m.clientId} value={clientId} autoFocus={!clientSecret} />
      {clientSecret && <Copied label={m.clientSecret} value={clientSecret} autoFocus />}
    </>
  );
}
