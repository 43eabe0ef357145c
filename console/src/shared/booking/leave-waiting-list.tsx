import { useState } from 'react';
import { waitingList as m } from '../../messages/bookings-shared';
import { Button } from '../../ui/button';
import { lazyPart } from '../../ui/lazy-part';

const LeaveDialog = lazyPart(() => import('./leave-dialog'), 'LeaveDialog');

interface LeaveWaitingListProps {
  id: string;
  /** What was waited for, and when. */
  what: string;
}

/** Gives up a place on the waiting list, once asked. */
export function LeaveWaitingList({ id, what }: LeaveWaitingListProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button aria-label={m.leaveNamed(what)} onPress={() => setOpen(true)}>
        {m.leave}
      </Button>
      {isOpen && <LeaveDialog id={id} what={what} onClose={() => setOpen(false)} />}
    </>
  );
}
