import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, dataOf } from '../api/client';
import { useAction } from '../api/use-action';
import { account } from '../messages/account';
import { Check } from '../ui/fields/choices';
import { Loaded } from '../ui/loaded';
import { ProblemNotice } from '../ui/notice';
import { toast } from '../ui/layers/toast';

const m = account.notifications;
const KEY = ['me', 'notification-preferences'];
type Kind = keyof typeof m.kinds;

export function Notifications() {
  const client = useQueryClient();
  const preferences = useQuery({
    queryKey: KEY,
    queryFn: () => dataOf(api.GET('/api/v1/me/notification-preferences')),
  });
  // A tick shows at once, before the service has answered; pressing it again takes it back.
  const [pressed, setPressed] = useState<Partial<Record<Kind, boolean>>>({});
  const choose = useAction(
    async (body: Partial<Record<Kind, boolean>>) => {
      try {
        client.setQueryData(KEY, await dataOf(api.PATCH('/api/v1/me/notification-preferences', { body })));
      } finally {
        const answered = Object.keys(body);
        setPressed((before) => Object.fromEntries(Object.entries(before).filter(([kind]) => !answered.includes(kind))));
      }
    },
    { onDone: () => toast(account.saved), queue: 'notifications' },
  );
  const press = (kind: Kind, isChecked: boolean) => {
    setPressed((before) => ({ ...before, [kind]: isChecked }));
    choose.run({ [kind]: isChecked });
  };
  return (
    <>
      <Loaded query={preferences}>
        {(chosen) => (
          <div role="group" aria-label={m.title}>
            {(Object.keys(m.kinds) as Kind[]).map((kind) => (
              <Check
                key={kind}
                label={m.kinds[kind]}
                isChecked={pressed[kind] ?? chosen[kind]}
                onChange={(isChecked) => press(kind, isChecked)}
              />
            ))}
          </div>
        )}
      </Loaded>
      <ProblemNotice error={choose.error} />
    </>
  );
}
