import type { ReactNode } from 'react';
import { common } from '../../messages/en';
import { Button } from '../button';

interface SubmitFootProps {
  onCancel: () => void;
  /** What the button that sends the form says. */
  submit: ReactNode;
  isPending: boolean;
}

/** The foot of a sheet with a form: leave it, or send it. */
export const SubmitFoot = ({ onCancel, submit, isPending }: SubmitFootProps) => (
  <>
    <Button onPress={onCancel}>{common.cancel}</Button>
    <Button kind="filled" type="submit" isPending={isPending}>
      {submit}
    </Button>
  </>
);
