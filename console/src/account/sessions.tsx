import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, dataOf } from '../api/client';
import type { Schema } from '../api/types';
import { useAction } from '../api/use-action';
import { account } from '../messages/account';
import { deviceOf } from '../shared/device';
import { dayAndTimeOf } from '../time';
import { Button } from '../ui/button';
import { Confirm } from '../ui/layers/dialog';
import { Loaded } from '../ui/loaded';
import { ProblemNotice } from '../ui/notice';
import { Item } from '../ui/section';
import { StateBadge } from '../ui/state-badge';
import { toast } from '../ui/layers/toast';

const m = account.sessions;
const KEY = ['me', 'sessions'];

export function Sessions() {
  const sessions = useQuery({
    queryKey: KEY,
    queryFn: async () => (await dataOf(api.GET('/api/v1/me/sessions', { params: { query: { limit: 50 } } }))).items,
  });
  const end = useAction((id: string) => api.DELETE('/api/v1/me/sessions/{id}', { params: { path: { id } } }), {
    refreshes: [KEY],
    onDone: () => toast(m.ended),
  });
  return (
    <>
      <Loaded query={sessions}>
        {(items) => (
          <ul className="items" aria-label={m.title}>
            {items.map((session) => (
              <SessionItem key={session.id} session={session} onEnd={() => end.run(session.id)} />
            ))}
          </ul>
        )}
      </Loaded>
      <ProblemNotice error={end.error} />
      <SignOutEverywhere />
    </>
  );
}

function SessionItem({ session, onEnd }: { session: Schema<'OwnSession'>; onEnd: () => void }) {
  const device = deviceOf(session.device) ?? m.unknown;
  const at = dayAndTimeOf(session.lastSeenAt);
  const title = session.current ? (
    <>
      {device} <StateBadge tone="done">{m.current}</StateBadge>
    </>
  ) : (
    device
  );
  const button = (
    <Button aria-label={m.endLabel(device, at)} onPress={onEnd}>
      {m.end}
    </Button>
  );
  return <Item title={title} facts={m.seen(session.address, at)} actions={!session.current && button} />;
}

function SignOutEverywhere() {
  const [isOpen, setOpen] = useState(false);
  const leave = useAction(
    async () => {
      await api.DELETE('/api/v1/me/sessions');
      await api.DELETE('/api/v1/session');
    },
    { onDone: () => location.assign('/sign-in?done=signed-out') },
  );
  return (
    <div>
      <Button onPress={() => setOpen(true)}>{m.everywhere}</Button>
      {isOpen && (
        <Confirm
          title={m.everywhereTitle}
          action={m.everywhere}
          isPending={leave.isPending}
          error={leave.error}
          onConfirm={() => leave.run()}
          onClose={() => setOpen(false)}
        >
          <p>{m.everywhereText}</p>
        </Confirm>
      )}
    </div>
  );
}
