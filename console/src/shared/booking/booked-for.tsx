import { useState } from 'react';
import { errorAt } from '../../api/api-problem';
import { peopleChoices } from '../../api/choices';
import { api, dataOf } from '../../api/client';
import { may, useBranches, useSession } from '../../api/session';
import { useAction } from '../../api/use-action';
import { bookingSheet } from '../../messages/booking-sheet';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/layers/dialog';
import { ProblemNotice } from '../../ui/notice';
import { Picker } from '../../ui/fields/picker';
import { type Option, Select } from '../../ui/fields/select';
import { SubmitFoot } from '../../ui/fields/submit-foot';
import { TextField } from '../../ui/fields/text-field';
import { toast } from '../../ui/layers/toast';

const findBookers = peopleChoices('booker');
const m = bookingSheet.contact;

interface BookedForProps {
  value: Option;
  onChange: (booker: Option) => void;
  /** Of the vehicle: a contact who is added here belongs to it. */
  branchId: string;
  error?: string | undefined;
}

/** Who drives: the person themselves, somebody else, or a contact who is added on the spot. */
export function BookedFor({ value, onChange, branchId, error }: BookedForProps) {
  const session = useSession();
  const [isAdding, setAdding] = useState(false);
  const add = (contact: Option) => {
    onChange(contact);
    setAdding(false);
  };
  return (
    <div className="stack-tight">
      <Picker
        label={bookingSheet.bookedFor}
        help={bookingSheet.bookedForHelp}
        search={findBookers}
        searchKey="booker"
        value={value}
        onChange={(person) => person && onChange(person)}
        error={error}
      />
      {may(session, 'users.add') && (
        <div>
          <Button icon="book" onPress={() => setAdding(true)}>
            {bookingSheet.addContact}
          </Button>
        </div>
      )}
      {isAdding && <AddContact branchId={branchId} onAdded={add} onClose={() => setAdding(false)} />}
    </div>
  );
}

interface AddContactProps {
  branchId: string;
  onAdded: (contact: Option) => void;
  onClose: () => void;
}

function AddContact({ branchId: initial, onAdded, onClose }: AddContactProps) {
  const session = useSession();
  const branches = useBranches();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [branchId, setBranch] = useState(initial);
  const add = useAction(
    (body: { name: string; email: string; branchId: string; canSignIn: boolean }) =>
      dataOf(api.POST('/api/v1/users', { body })),
    {
      refreshes: [['people'], ['picker']],
      onDone: (contact) => {
        toast(m.added(contact.name));
        onAdded({ id: contact.id, name: contact.name });
      },
    },
  );
  return (
    <Dialog
      title={m.title}
      onClose={onClose}
      onSubmit={() => add.run({ name: name.trim(), email: email.trim(), branchId, canSignIn: false })}
      foot={<SubmitFoot onCancel={onClose} isPending={add.isPending} submit={m.add} />}
    >
      <p className="quiet">{m.text}</p>
      <TextField label={m.name} autoFocus value={name} onChange={setName} error={errorAt(add.error, 'name')} />
      <TextField
        label={m.email}
        type="email"
        autoComplete="off"
        value={email}
        onChange={setEmail}
        error={errorAt(add.error, 'email')}
      />
      <Select
        label={m.branch}
        options={branches.filter(({ id }) => may(session, 'users.add', id))}
        value={branchId}
        onChange={setBranch}
        error={errorAt(add.error, 'branchId')}
      />
      <ProblemNotice error={add.error} fields={['name', 'email', 'branchId']} />
    </Dialog>
  );
}
