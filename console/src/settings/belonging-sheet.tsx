import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiProblem, errorAt } from '../api/api-problem';
import type { Branch } from '../api/session';
import { useAction } from '../api/use-action';
import { useEdit } from '../api/use-edit';
import { common } from '../messages/en';
import { settings } from '../messages/settings';
import { Button } from '../ui/button';
import { ChangedMeanwhile } from '../ui/changed-meanwhile';
import { Choices } from '../ui/fields/choices';
import { Confirm } from '../ui/layers/dialog';
import { Notice, ProblemNotice } from '../ui/notice';
import { Sheet } from '../ui/layers/sheet';
import { SubmitFoot } from '../ui/fields/submit-foot';
import { TextField } from '../ui/fields/text-field';
import { toast } from '../ui/layers/toast';
import type { Belonging, Kind } from './belongings';

const m = settings.belongings;
const FIELDS = ['name', 'branchIds'];

interface BelongingSheetProps {
  kind: Kind;
  /** Those whose belongings the person manages. */
  branches: readonly Branch[];
  /** The one that is edited; without it, one is added. */
  belonging?: Belonging;
  onClose: () => void;
}

export function BelongingSheet({ belonging, ...props }: BelongingSheetProps) {
  return belonging ? <Edit belonging={belonging} {...props} /> : <Add {...props} />;
}

function Add({ kind, branches, onClose }: Omit<BelongingSheetProps, 'belonging'>) {
  const only = branches.length === 1 ? branches.map(({ id }) => id) : [];
  const [details, setDetails] = useState({ name: '', branchIds: only });
  const add = useAction(() => kind.make(details), {
    refreshes: [kind.list.queryKey],
    onDone: () => {
      toast(m.added(details.name));
      onClose();
    },
  });
  const foot = <SubmitFoot onCancel={onClose} isPending={add.isPending} submit={m[kind.id].add} />;
  return (
    <Sheet title={m[kind.id].add} isBlank onClose={onClose} onSubmit={() => add.run()} foot={foot}>
      <ProblemNotice error={add.error} fields={FIELDS} />
      <Fields
        kind={kind}
        branches={branches}
        value={details}
        onChange={(change) => setDetails({ ...details, ...change })}
        error={add.error}
      />
    </Sheet>
  );
}

function Edit({ kind, branches, belonging, onClose }: BelongingSheetProps & { belonging: Belonging }) {
  const [isDeleting, setDeleting] = useState(false);
  const edit = useEdit({
    thing: belonging,
    read: () => kind.read(belonging.id),
    write: (body, headers) => kind.amend(belonging.id, body, headers),
    refreshes: [kind.list.queryKey],
    onDone: () => {
      toast(m.saved(edit.value.name));
      onClose();
    },
  });
  const namesOf = (ids: readonly string[]) =>
    branches.flatMap(({ id, name }) => (ids.includes(id) ? [name] : [])).join(', ');
  const foot = (
    <>
      <Button kind="plain" onPress={() => setDeleting(true)}>
        {m.delete}
      </Button>
      <Button onPress={onClose}>{common.cancel}</Button>
      <Button kind="filled" type="submit" isPending={edit.isPending}>
        {common.save}
      </Button>
    </>
  );
  return (
    <Sheet title={m.edit(belonging.name)} onClose={onClose} onSubmit={edit.save} foot={foot}>
      <ChangedMeanwhile
        changes={edit.meanwhile}
        tell={{ name: (name) => [m.name, name], branchIds: (ids) => [m.branches, namesOf(ids)] }}
      />
      <Problem kind={kind} id={belonging.id} error={edit.error} />
      <Fields kind={kind} branches={branches} value={edit.value} onChange={edit.change} error={edit.error} />
      {isDeleting && <Delete kind={kind} belonging={belonging} onDone={onClose} onClose={() => setDeleting(false)} />}
    </Sheet>
  );
}

interface FieldsProps {
  kind: Kind;
  branches: readonly Branch[];
  value: Pick<Belonging, 'name' | 'branchIds'>;
  onChange: (change: Partial<Pick<Belonging, 'name' | 'branchIds'>>) => void;
  error: Error | null;
}

function Fields({ kind, branches, value, onChange, error }: FieldsProps) {
  return (
    <>
      <TextField
        label={m.name}
        value={value.name}
        onChange={(name) => onChange({ name })}
        error={errorAt(error, 'name')}
        maxLength={100}
      />
      {/* With one branch there is nothing to choose. */}
      {branches.length > 1 && (
        <Choices
          label={m.branches}
          help={m[kind.id].branchesHelp}
          options={branches}
          value={value.branchIds}
          onChange={(branchIds) => onChange({ branchIds })}
          error={errorAt(error, 'branchIds')}
        />
      )}
    </>
  );
}

interface DeleteProps {
  kind: Kind;
  belonging: Belonging;
  onDone: () => void;
  onClose: () => void;
}

function Delete({ kind, belonging: { id, name }, onDone, onClose }: DeleteProps) {
  const remove = useAction(() => kind.remove(id), {
    refreshes: [kind.list.queryKey],
    onDone: () => {
      toast(m.deleted(name));
      onDone();
    },
  });
  return (
    <Confirm
      title={m.deleteTitle(name)}
      action={m.delete}
      isDangerous
      isPending={remove.isPending}
      error={isInUse(remove.error) ? null : remove.error}
      onConfirm={() => remove.run()}
      onClose={onClose}
    >
      <p>{m[kind.id].deleteText}</p>
      {isInUse(remove.error) && <InTheWay kind={kind} id={id} problem={remove.error} />}
    </Confirm>
  );
}

const isInUse = (error: Error | null): error is ApiProblem => error instanceof ApiProblem && error.code === 'in_use';

function Problem({ kind, id, error }: { kind: Kind; id: string; error: Error | null }) {
  return isInUse(error) ? (
    <InTheWay kind={kind} id={id} problem={error} />
  ) : (
    <ProblemNotice error={error} fields={FIELDS} />
  );
}

/** How many vehicles or people have it, and the way to them; of a group the lists show those. */
function InTheWay({ kind, id, problem: { body } }: { kind: Kind; id: string; problem: ApiProblem }) {
  const filter = kind.id === 'groups' ? { groupId: id } : {};
  const { vehicles, users } = body as { vehicles?: number; users?: number };
  return (
    <Notice tone="error">
      {vehicles !== undefined && (
        <p>
          {m.inUseByVehicles(vehicles)}{' '}
          <Link to="/vehicles" search={filter}>
            {m.toVehicles}
          </Link>
        </p>
      )}
      {users !== undefined && (
        <p>
          {m.inUseByPeople(users)}{' '}
          <Link to="/people" search={{ ...filter, tab: 'all' }}>
            {m.toPeople}
          </Link>
        </p>
      )}
      <p>{m.takeAway}</p>
    </Notice>
  );
}
