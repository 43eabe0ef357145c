import { connections } from '../messages/connections';
import { Button } from '../ui/button';
import { Field } from '../ui/fields/field';
import { Notice } from '../ui/notice';
import { toast } from '../ui/layers/toast';

const m = connections.secret;

interface CopiedProps {
  label: string;
  value: string;
  help?: string;
  /** Takes the focus: what the form was for is here now. */
  autoFocus?: boolean;
}

/** Something to take elsewhere: it can be selected, and copied with a button. */
export function Copied({ label, value, help, autoFocus }: CopiedProps) {
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    toast(m.copied);
  };
  return (
    <div className="row row-end">
      <Field label={label} help={help}>
        {(control) => (
          <input
            {...control}
            className="input code"
            readOnly
            value={value}
            autoFocus={autoFocus}
            onFocus={({ target }) => target.select()}
          />
        )}
      </Field>
      <Button aria-label={`${m.copy} ${label}`} onPress={() => void copy()}>
        {m.copy}
      </Button>
    </div>
  );
}

export const OnlyOnce = () => <Notice tone="waiting">{m.warning}</Notice>;

export const Done = ({ onPress }: { onPress: () => void }) => (
  <Button kind="filled" onPress={onPress}>
    {connections.done}
  </Button>
);
