import { useState } from 'react';
import { api } from '../../api/client';
import { useAction } from '../../api/use-action';
import { bookingSheet } from '../../messages/booking-sheet';
import { Button } from '../../ui/button';
import { Notice, ProblemNotice } from '../../ui/notice';

const m = bookingSheet.refusal;

/** What somebody waits for: a vehicle, or any of a branch. */
export interface Waiting {
  vehicleId?: string;
  branchId?: string;
  start: string;
  end: string;
  seats?: number;
}

/** Joins the waiting list: the person gets an email when a vehicle becomes free. */
export function JoinWaitingList(body: Waiting) {
  const [joined, setJoined] = useState<string | null>(null);
  const wanted = JSON.stringify(body);
  const join = useAction((entry: Waiting) => api.POST('/api/v1/waiting-list', { body: entry }), {
    refreshes: [['waiting-list'], ['tasks']],
    onDone: () => setJoined(wanted),
  });
  if (joined === wanted) return <Notice tone="done">{m.joined}</Notice>;
  return (
    <>
      <Button isPending={join.isPending} onPress={() => join.run(body)}>
        {m.join}
      </Button>
      <ProblemNotice error={join.error} />
    </>
  );
}
