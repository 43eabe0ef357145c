import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { errorAt } from '../api/api-problem';
import { api, dataOf } from '../api/client';
import { useSession } from '../api/session';
import type { Schema } from '../api/types';
import { useAction } from '../api/use-action';
import { delegations as m } from '../messages/delegations';
import { common } from '../messages/en';
import { addDays, instantOf, isBefore, now, rangeOf, today, viewerZone, zoneName } from '../time';
import { Button } from '../ui/button';
import { Loaded } from '../ui/loaded';
import { ProblemNotice } from '../ui/notice';
import { Item } from '../ui/section';
import { Select } from '../ui/fields/select';
import { StateBadge } from '../ui/state-badge';
import { toast } from '../ui/layers/toast';
import { When } from '../ui/when';

const KEY = ['delegations'];
const FIELDS = ['delegateId', 'start', 'end'];

/** To whom this person may delegate. */
export const candidatesQuery = queryOptions({
  queryKey: [...KEY, 'candidates'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/approval-delegations/candidates'))).items,
});

/** The form that gives one's queue to somebody else for a while (AP-11); what is around its fields belongs to the screen. */
export function useDelegate() {
  const zone = viewerZone();
  const [delegateId, setDelegate] = useState('');
  const [start, setStart] = useState({ date: today(zone), time: '00:00' });
  const [end, setEnd] = useState({ date: addDays(today(zone), 7), time: '00:00' });
  const { run, isPending, error } = useAction(
    () => {
      const period = { start: instantOf(start.date, start.time, zone), end: instantOf(end.date, end.time, zone) };
      return api.POST('/api/v1/approval-delegations', { body: { delegateId, ...period } });
    },
    { refreshes: [KEY], onDone: () => toast(m.added) },
  );
  const fieldsFor = (people: Schema<'PersonName'>[]) => (
    <>
      <Select
        label={m.person}
        none={m.choose}
        options={people}
        value={delegateId}
        onChange={setDelegate}
        error={errorAt(error, 'delegateId')}
      />
      <When label={m.start} {...start} onChange={setStart} error={errorAt(error, 'start')} />
      <When label={m.end} {...end} onChange={setEnd} error={errorAt(error, 'end')} />
      <p className="small quiet">{common.timesIn(zoneName(zone))}</p>
      <ProblemNotice error={error} fields={FIELDS} />
    </>
  );
  return { run: () => run(), isPending, fieldsFor };
}

/** Those that one has given, and those that one was given. */
export function DelegationList() {
  const delegations = useQuery({
    queryKey: KEY,
    queryFn: async () => (await dataOf(api.GET('/api/v1/approval-delegations'))).items,
  });
  return (
    <Loaded query={delegations}>
      {(items) =>
        items.length === 0 ? (
          <p className="quiet">{m.none}</p>
        ) : (
          <ul className="items" aria-label={m.title}>
            {items.map((delegation) => (
              <OneDelegation key={delegation.id} delegation={delegation} />
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

function OneDelegation({ delegation }: { delegation: Schema<'Delegation'> }) {
  const { user } = useSession();
  const { id, delegatorId, delegatorName, delegateName, start, end, endedAt } = delegation;
  const isMine = delegatorId === user.id;
  const isOver = endedAt !== null || isBefore(end, now());
  const stop = useAction(() => api.DELETE('/api/v1/approval-delegations/{id}', { params: { path: { id } } }), {
    refreshes: [KEY],
    onDone: () => toast(m.stopped),
  });
  return (
    <Item
      title={
        <>
          {isMine ? m.from(delegateName) : m.to(delegatorName)}{' '}
          {isOver && <StateBadge tone="quiet">{m.ended}</StateBadge>}
        </>
      }
      facts={rangeOf(start, end, viewerZone())}
      actions={
        isMine &&
        !isOver && (
          <Button aria-label={m.stopLabel(delegateName)} isPending={stop.isPending} onPress={() => stop.run()}>
            {m.stop}
          </Button>
        )
      }
    />
  );
}
