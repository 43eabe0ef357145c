import { useState } from 'react';
import { errorAt } from '../api/api-problem';
import { signUpOptionsQuery } from '../api/choices';
import { api, dataOf } from '../api/client';
import type { Schema } from '../api/types';
import { useAction } from '../api/use-action';
import { useEdit } from '../api/use-edit';
import { common } from '../messages/en';
import { settings } from '../messages/settings';
import { viewerZone } from '../time';
import { Button } from '../ui/button';
import { ChangedMeanwhile } from '../ui/changed-meanwhile';
import { Check } from '../ui/fields/choices';
import { Confirm } from '../ui/layers/dialog';
import { ProblemNotice } from '../ui/notice';
import { Sheet } from '../ui/layers/sheet';
import { SubmitFoot } from '../ui/fields/submit-foot';
import { TextField } from '../ui/fields/text-field';
import { TimeZoneField } from '../ui/fields/time-zone-field';
import { toast } from '../ui/layers/toast';
import { branchesQuery } from './branches-query';

const m = settings.branches;

type Branch = Schema<'Branch'>;
type Details = Pick<Branch, 'name' | 'code' | 'timeZone' | 'openToSignUp'>;

const FIELDS = ['name', 'code', 'timeZone', 'openToSignUp'];
const REFRESHES = [branchesQuery.queryKey, signUpOptionsQuery.queryKey, ['branch'], ['session'], ['tasks']];

/** Adds a branch, or edits one. */
export function BranchSheet({ branch, onClose }: { branch?: Branch; onClose: () => void }) {
  return branch ? <EditBranch branch={branch} onClose={onClose} /> : <AddBranch onClose={onClose} />;
}

function AddBranch({ onClose }: { onClose: () => void }) {
  const [details, setDetails] = useState<Details>({ name: '', code: '', timeZone: viewerZone(), openToSignUp: false });
  const add = useAction(() => dataOf(api.POST('/api/v1/branches', { body: details })), {
    // Adding a branch may extend the reach of the person who adds it.
    refreshes: [...REFRESHES, ['session']],
    onDone: () => {
      toast(m.added(details.name));
      onClose();
    },
  });
  const foot = <SubmitFoot onCancel={onClose} isPending={add.isPending} submit={m.add} />;
  return (
    <Sheet title={m.addTitle} isBlank onClose={onClose} onSubmit={() => add.run()} foot={foot}>
      <ProblemNotice error={add.error} fields={FIELDS} />
      <DetailFields value={details} onChange={(change) => setDetails({ ...details, ...change })} error={add.error} />
    </Sheet>
  );
}

function EditBranch({ branch, onClose }: { branch: Branch; onClose: () => void }) {
  const path = { params: { path: { id: branch.id } } };
  const [isClosing, setClosing] = useState(false);
  const reopen = useStateChange(branch, 'open', onClose);
  const edit = useEdit({
    thing: branch,
    read: () => dataOf(api.GET('/api/v1/branches/{id}', path)),
    write: (body, headers) => dataOf(api.PATCH('/api/v1/branches/{id}', { ...path, body, headers })),
    refreshes: REFRESHES,
    onDone: () => {
      toast(m.saved(edit.value.name));
      onClose();
    },
  });
  const foot = (
    <>
      {branch.state === 'open' ? (
        <Button kind="plain" onPress={() => setClosing(true)}>
          {m.close}
        </Button>
      ) : (
        <Button kind="plain" isPending={reopen.isPending} onPress={() => reopen.run()}>
          {m.reopen}
        </Button>
      )}
      <Button onPress={onClose}>{common.cancel}</Button>
      <Button kind="filled" type="submit" isPending={edit.isPending}>
        {common.save}
      </Button>
    </>
  );
  return (
    <Sheet title={m.edit(branch.name)} onClose={onClose} onSubmit={edit.save} foot={foot}>
      <ChangedMeanwhile
        changes={edit.meanwhile}
        tell={{
          name: (name) => [m.name, name],
          code: (code) => [m.code, code],
          timeZone: (zone) => [m.timeZone, zone],
          openToSignUp: (isOpen) => [m.signUp, isOpen ? m.signUpOpen : m.signUpClosed],
          state: (state) => [m.state, m.states[state]],
        }}
      />
      <ProblemNotice error={edit.error ?? reopen.error} fields={FIELDS} />
      <DetailFields value={edit.value} onChange={edit.change} error={edit.error} />
      {isClosing && <CloseBranch branch={branch} onDone={onClose} onClose={() => setClosing(false)} />}
    </Sheet>
  );
}

interface DetailFieldsProps {
  value: Details;
  onChange: (change: Partial<Details>) => void;
  error: Error | null;
}

function DetailFields({ value, onChange, error }: DetailFieldsProps) {
  return (
    <>
      <TextField
        label={m.name}
        value={value.name}
        onChange={(name) => onChange({ name })}
        error={errorAt(error, 'name')}
        maxLength={100}
      />
      <TextField
        label={m.code}
        help={m.codeHelp}
        value={value.code}
        onChange={(code) => onChange({ code })}
        error={errorAt(error, 'code')}
        maxLength={30}
      />
      <TimeZoneField
        label={m.timeZone}
        help={m.timeZoneHelp}
        value={value.timeZone}
        onChange={(timeZone) => onChange({ timeZone })}
        error={errorAt(error, 'timeZone')}
      />
      <Check
        label={m.openToSignUp}
        help={m.openToSignUpHelp}
        isChecked={value.openToSignUp}
        onChange={(openToSignUp) => onChange({ openToSignUp })}
      />
    </>
  );
}

function useStateChange({ id, name }: Branch, state: Branch['state'], onDone: () => void) {
  return useAction(() => api.PATCH('/api/v1/branches/{id}', { params: { path: { id } }, body: { state } }), {
    refreshes: REFRESHES,
    onDone: () => {
      toast(state === 'open' ? m.reopened(name) : m.closed(name));
      onDone();
    },
  });
}

interface CloseBranchProps {
  branch: Branch;
  onDone: () => void;
  onClose: () => void;
}

function CloseBranch({ branch, onDone, onClose }: CloseBranchProps) {
  const close = useStateChange(branch, 'closed', onDone);
  return (
    <Confirm
      title={m.closeTitle(branch.name)}
      action={m.close}
      isDangerous
      isPending={close.isPending}
      error={close.error}
      onConfirm={() => close.run()}
      onClose={onClose}
    >
      <ul>
        {m.closeEffects.map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
    </Confirm>
  );
}
