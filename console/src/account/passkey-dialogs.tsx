import { useState } from 'react';
import { errorAt } from '../api/api-problem';
import { api } from '../api/client';
import type { Schema } from '../api/types';
import { useAction } from '../api/use-action';
import { account } from '../messages/account';
import { Confirm, Dialog } from '../ui/layers/dialog';
import { ProblemNotice } from '../ui/notice';
import { SubmitFoot } from '../ui/fields/submit-foot';
import { TextField } from '../ui/fields/text-field';
import { toast } from '../ui/layers/toast';

const m = account.passkeys;
const KEY = ['me', 'passkeys'];

interface PasskeyDialogProps {
  passkey: Schema<'ListedPasskey'>;
  onClose: () => void;
}

export function RenamePasskey({ passkey, onClose }: PasskeyDialogProps) {
  const [name, setName] = useState(passkey.name);
  const params = { path: { id: passkey.id } };
  const rename = useAction(() => api.PATCH('/api/v1/me/passkeys/{id}', { params, body: { name } }), {
    refreshes: [KEY],
    onDone: () => {
      toast(account.saved);
      onClose();
    },
  });
  return (
    <Dialog
      title={m.renameTitle}
      onClose={onClose}
      onSubmit={() => rename.run()}
      foot={<SubmitFoot onCancel={onClose} isPending={rename.isPending} submit={m.renameAction} />}
    >
      <TextField
        label={m.name}
        autoFocus
        maxLength={60}
        value={name}
        onChange={setName}
        error={errorAt(rename.error, 'name')}
      />
      <ProblemNotice error={rename.error} fields={['name']} />
    </Dialog>
  );
}

export function RemovePasskey({ passkey, onClose }: PasskeyDialogProps) {
  const params = { path: { id: passkey.id } };
  // The session that it began ends with it: there is nothing to read again, only to sign in another way.
  const remove = useAction(() => api.DELETE('/api/v1/me/passkeys/{id}', { params }), {
    refreshes: passkey.current ? [] : [KEY, ['session']],
    onDone: () => {
      if (passkey.current) return location.assign('/sign-in?done=passkey-removed');
      toast(m.removed);
      onClose();
    },
  });
  return (
    <Confirm
      title={m.removeTitle}
      action={passkey.current ? m.removeAndSignOut : m.removeAction}
      isDangerous
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.run()}
      onClose={onClose}
    >
      <p>{m.removeText(passkey.name)}</p>
      {passkey.current && <p>{m.removeCurrent}</p>}
    </Confirm>
  );
}
