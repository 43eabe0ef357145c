import { shell } from '../messages/shell';
import { Button } from '../ui/button';
import { Dialog } from '../ui/layers/dialog';

const m = shell.ending;

interface SessionWarningProps {
  seconds: number;
  onStay: () => void;
}

/** Says that the session is about to end, and how to stay. */
export function SessionWarning({ seconds, onStay }: SessionWarningProps) {
  return (
    <Dialog
      title={m.title}
      isAlert
      onClose={onStay}
      foot={
        <Button kind="filled" autoFocus onPress={onStay}>
          {m.stay}
        </Button>
      }
    >
      <p>{m.text(seconds)}</p>
    </Dialog>
  );
}
