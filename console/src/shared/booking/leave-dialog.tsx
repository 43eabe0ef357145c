import { api } from '../../api/client';
import { useAction } from '../../api/use-action';
import { waitingList as m } from '../../messages/bookings-shared';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/layers/dialog';
import { ProblemNotice } from '../../ui/notice';
import { toast } from '../../ui/layers/toast';

interface LeaveDialogProps {
  id: string;
  what: string;
  onClose: () => void;
}

/** Asks first, because a person who joins the waiting list again is last. */
export function LeaveDialog({ id, what, onClose }: LeaveDialogProps) {
  const leave = useAction(() => api.DELETE('/api/v1/waiting-list/{id}', { params: { path: { id } } }), {
    refreshes: [['waiting-list'], ['tasks']],
    onDone: () => toast(m.left),
  });
  return (
    <Dialog
      title={m.leaveTitle}
      isAlert
      onClose={onClose}
      onSubmit={() => leave.run()}
      foot={
        <>
          <Button onPress={onClose}>{m.stay}</Button>
          <Button type="submit" kind="danger" isPending={leave.isPending}>
            {m.leave}
          </Button>
        </>
      }
    >
      <p>{m.leaveText(what)}</p>
      <ProblemNotice error={leave.error} />
    </Dialog>
  );
}
