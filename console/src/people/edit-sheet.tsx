import { useState } from 'react';
import { ApiProblem, errorAt } from '../api/api-problem';
import { api, dataOf } from '../api/client';
import { useAction } from '../api/use-action';
import { common } from '../messages/en';
import { people } from '../messages/people';
import { Check } from '../ui/fields/choices';
import { Failed } from '../ui/data-table';
import { Notice, ProblemNotice } from '../ui/notice';
import { Sheet } from '../ui/layers/sheet';
import { SubmitFoot } from '../ui/fields/submit-foot';
import { TextField } from '../ui/fields/text-field';
import { toast } from '../ui/layers/toast';
import { emailTaken } from './add-sheet';
import { ChangeList, type ShownChange } from './histories/change-list';
import { differences, formOf, type PersonForm, rebased, savePerson } from './edit-person';
import { type ListedPeople, PEOPLE_KEYS, type Person, usePerson } from './people-query';
import { useRights } from './person-rights';
import { PLACEMENT_FIELDS } from './placement';
import { BranchField, GroupsField, RolesField } from './placement-fields';

const m = people.editing;
type Text = 'name' | 'email' | 'phone' | 'reference';

interface EditSheetProps {
  id: string;
  listed: ListedPeople;
  onClose: () => void;
}

export function EditSheet({ id, listed, onClose }: EditSheetProps) {
  const { person, error, refetch } = usePerson(id, listed);
  if (person) return <EditForm key={id} person={person} onClose={onClose} />;
  return (
    <Sheet title={people.edit} onClose={onClose}>
      {error && <Failed error={error} onRetry={() => void refetch()} />}
    </Sheet>
  );
}

/** Details, branch, groups, roles and access; only what was changed is sent, as far as the permissions allow it. */
function EditForm({ person: read, onClose }: { person: Person; onClose: () => void }) {
  const [base, setBase] = useState(read);
  const [form, setForm] = useState<PersonForm>(formOf(read));
  const [stale, setStale] = useState<ShownChange[] | null>(null);
  const [isPartly, setPartly] = useState(false);
  const rights = useRights(base);
  const save = useAction<{ base: Person; form: PersonForm }, Person>(
    async (input) => {
      setStale(null);
      setPartly(false);
      const onSaved = (person: Person) => {
        setBase(person);
        setPartly(true);
      };
      try {
        return await savePerson(input.base, input.form, onSaved);
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 412) await readAgain(input.base);
        throw error;
      }
    },
    {
      refreshes: PEOPLE_KEYS,
      onDone: ({ name }) => {
        toast(m.saved(name));
        onClose();
      },
    },
  );
  const readAgain = async ({ id }: Person) => {
    const fresh = await dataOf(api.GET('/api/v1/users/{id}', { params: { path: { id } } }));
    setStale(differences(base, fresh));
    setForm(rebased(form, base, fresh));
    setBase(fresh);
  };
  const text = (field: Text) => ({
    label: people[field],
    value: form[field],
    onChange: (value: string) => setForm({ ...form, [field]: value }),
    error: emailTaken(save.error, field) ?? errorAt(save.error, field),
  });
  const fields = {
    value: form,
    onChange: (placement: object) => setForm({ ...form, ...placement }),
    error: save.error,
  };
  const isTaken = emailTaken(save.error, 'email') !== undefined;
  return (
    <Sheet
      title={m.title(base.name)}
      onClose={onClose}
      onSubmit={() => save.run({ base, form })}
      foot={<SubmitFoot onCancel={onClose} isPending={save.isPending} submit={common.save} />}
    >
      {stale && <Stale name={base.name} changes={stale} />}
      {save.error && isPartly && !save.isPending && <Notice tone="waiting">{m.partly}</Notice>}
      {!stale && !isTaken && (
        <ProblemNotice error={save.error} fields={['name', 'email', 'phone', 'reference', ...PLACEMENT_FIELDS]} />
      )}
      {rights.isSelf && <Notice>{m.ownHelp}</Notice>}
      {rights.details && (
        <>
          <TextField {...text('name')} autoComplete="off" maxLength={100} />
          {base.state === 'contact' ? (
            <TextField {...text('email')} type="email" autoComplete="off" spellCheck={false} />
          ) : (
            <div className="field">
              <span className="field-label">{people.email}</span>
              <span>{base.email}</span>
              <span className="field-help">{m.emailHelp}</span>
            </div>
          )}
          <TextField {...text('phone')} type="tel" isOptional autoComplete="off" maxLength={40} />
          <TextField {...text('reference')} isOptional autoComplete="off" maxLength={60} />
          {rights.branch && <BranchField {...fields} permission="users.edit" />}
        </>
      )}
      {rights.roles ? (
        <RolesField {...fields} held={base.roles} />
      ) : (
        base.state !== 'verified' && <p className="quiet">{m.rolesLater}</p>
      )}
      {rights.details && <GroupsField {...fields} />}
      {(rights.giveAccess || rights.takeAccess) && (
        <Check
          label={m.access}
          help={rights.giveAccess ? m.giveHelp : m.takeHelp}
          isChecked={form.canSignIn}
          onChange={(canSignIn) => setForm({ ...form, canSignIn })}
        />
      )}
    </Sheet>
  );
}

/** Somebody else was faster: what they changed, and that nothing typed is lost. */
function Stale({ name, changes }: { name: string; changes: readonly ShownChange[] }) {
  return (
    <Notice tone="waiting" isAnswer>
      <p>{m.stale(name)}</p>
      <p>{changes.length > 0 ? m.staleText : m.nothingStale}</p>
      {changes.length > 0 && <ChangeList changes={changes} />}
    </Notice>
  );
}
