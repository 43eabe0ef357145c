import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from '../api/client';
import type { Schema } from '../api/types';
import { useAction } from '../api/use-action';
import { listOf } from '../locale';
import { account } from '../messages/account';
import { dateOf } from '../time';
import { Button } from '../ui/button';
import { Loaded } from '../ui/loaded';
import { ProblemNotice } from '../ui/notice';
import { Item } from '../ui/section';
import { toast } from '../ui/layers/toast';

const m = account.grants;
const KEY = ['me', 'grants'];

export function Grants() {
  const grants = useQuery({
    queryKey: KEY,
    queryFn: async () => (await dataOf(api.GET('/api/v1/me/grants', { params: { query: { limit: 200 } } }))).items,
  });
  const withdraw = useAction((id: string) => api.DELETE('/api/v1/me/grants/{id}', { params: { path: { id } } }), {
    refreshes: [KEY],
    onDone: () => toast(m.withdrawn),
  });
  return (
    <>
      <Loaded query={grants}>
        {(items) =>
          items.length === 0 ? (
            <p className="quiet">{m.none}</p>
          ) : (
            <ul className="items" aria-label={m.title}>
              {items.map((grant) => (
                <GrantItem key={grant.id} grant={grant} onWithdraw={() => withdraw.run(grant.id)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <ProblemNotice error={withdraw.error} />
    </>
  );
}

function GrantItem({ grant, onWithdraw }: { grant: Schema<'Grant'>; onWithdraw: () => void }) {
  const { clientName, scopes, givenAt } = grant;
  const allowed = listOf(scopes.map((scope) => m.scopes[scope]));
  return (
    <Item
      title={clientName}
      facts={`${m.since(dateOf(givenAt))} · ${allowed}`}
      actions={
        <Button aria-label={m.withdrawLabel(clientName)} onPress={onWithdraw}>
          {m.withdraw}
        </Button>
      }
    />
  );
}
