import { useAction } from '../api/use-action';
import { people } from '../messages/people';
import { Confirm } from '../ui/layers/dialog';
import { toast } from '../ui/layers/toast';
import { PEOPLE_KEYS } from './people-query';
import { type ActName, ACTS, type Named } from './person-acts';

interface ActDialogProps {
  act: ActName;
  person: Named;
  onClose: () => void;
}

/** Says what an act does, and does it; a refusal is told here, and nothing is done. */
export function ActDialog({ act, person, onClose }: ActDialogProps) {
  const m = people.acts[act];
  const { run, isDangerous } = ACTS[act];
  const action = useAction(() => run(person.id), {
    refreshes: PEOPLE_KEYS,
    onDone: () => {
      toast(m.done(person.name));
      onClose();
    },
  });
  return (
    <Confirm
      title={m.title(person.name)}
      action={m.action}
      onConfirm={() => action.run()}
      onClose={onClose}
      isPending={action.isPending}
      isDangerous={isDangerous}
      error={action.error}
    >
      <p>{m.text}</p>
    </Confirm>
  );
}
