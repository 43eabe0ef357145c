import { useState } from 'react';
import { ApiProblem, errorAt } from '../api/api-problem';
import { api, dataOf } from '../api/client';
import { may, useBranches, useSession } from '../api/session';
import { useAction } from '../api/use-action';
import { people } from '../messages/people';
import { Check } from '../ui/fields/choices';
import { ProblemNotice } from '../ui/notice';
import { Sheet } from '../ui/layers/sheet';
import { SubmitFoot } from '../ui/fields/submit-foot';
import { TextField } from '../ui/fields/text-field';
import { toast } from '../ui/layers/toast';
import { PEOPLE_KEYS } from './people-query';
import { PLACEMENT_FIELDS, type Placement } from './placement';
import { BranchField, GroupsField, RolesField } from './placement-fields';

const m = people.adding;
const NOWHERE: Placement = { branchId: '', groupIds: [], roles: [] };

interface AddSheetProps {
  onClose: () => void;
  /** Closes it, and shows who was added. */
  onAdded: (state: 'unconfirmed' | 'contact') => void;
}

/** Adds somebody: with access they are invited, without it others can book for them. */
export function AddSheet({ onClose, onAdded }: AddSheetProps) {
  const session = useSession();
  const branches = useBranches();
  const [details, setDetails] = useState({ name: '', email: '', phone: '', reference: '' });
  const [canSignIn, setCanSignIn] = useState(true);
  const [chosen, setPlacement] = useState<Placement>(NOWHERE);
  const own = branches.filter(({ id }) => may(session, 'users.add', id));
  // Where there is one branch only, nobody has to choose it.
  const only = own.length === 1 ? own[0]!.id : '';
  const placement = { ...chosen, branchId: chosen.branchId || only };
  const { name, email, phone, reference } = details;
  // A branch that nobody chose is missing, and no wrong id.
  const branchId = placement.branchId || (undefined as never);
  const body = { ...placement, branchId, name, email, phone: phone || null, reference: reference || null, canSignIn };
  const add = useAction<typeof body>((content) => dataOf(api.POST('/api/v1/users', { body: content })), {
    refreshes: PEOPLE_KEYS,
    onDone: () => {
      toast(canSignIn ? m.invited(name) : m.added(name));
      onAdded(canSignIn ? 'unconfirmed' : 'contact');
    },
  });
  const text = (field: keyof typeof details) => ({
    label: people[field],
    value: details[field],
    onChange: (value: string) => setDetails({ ...details, [field]: value }),
    error: emailTaken(add.error, field) ?? errorAt(add.error, field),
  });
  const fields = { value: placement, onChange: setPlacement, error: add.error };
  return (
    <Sheet
      title={m.title}
      isBlank
      onClose={onClose}
      onSubmit={() => add.run(body)}
      foot={<SubmitFoot onCancel={onClose} isPending={add.isPending} submit={m.add} />}
    >
      {!emailTaken(add.error, 'email') && (
        <ProblemNotice error={add.error} fields={['name', 'email', 'phone', 'reference', ...PLACEMENT_FIELDS]} />
      )}
      <TextField {...text('name')} autoComplete="off" maxLength={100} />
      <TextField {...text('email')} type="email" autoComplete="off" spellCheck={false} />
      <Check
        label={m.access}
        help={canSignIn ? m.accessHelp : m.noAccessHelp}
        isChecked={canSignIn}
        onChange={setCanSignIn}
      />
      <BranchField {...fields} permission="users.add" />
      <RolesField {...fields} />
      <GroupsField {...fields} />
      <TextField {...text('phone')} type="tel" isOptional autoComplete="off" maxLength={40} />
      <TextField {...text('reference')} isOptional autoComplete="off" maxLength={60} />
    </Sheet>
  );
}

/** The API tells of a taken address as a conflict of the whole; a person looks for it at the field. */
export const emailTaken = (error: Error | null, field: string): string | undefined =>
  field === 'email' && error instanceof ApiProblem && error.code === 'email_taken' ? m.emailTaken : undefined;
