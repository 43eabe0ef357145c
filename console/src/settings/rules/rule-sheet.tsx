import type { QueryKey } from '@tanstack/react-query';
import { type ComponentProps, type ReactNode, useState } from 'react';
import { useAction } from '../../api/use-action';
import { useEdit } from '../../api/use-edit';
import { common } from '../../messages/en';
import { rules as m } from '../../messages/rules';
import { Button } from '../../ui/button';
import { ChangedMeanwhile } from '../../ui/changed-meanwhile';
import { Confirm } from '../../ui/layers/dialog';
import { ProblemNotice } from '../../ui/notice';
import { Sheet } from '../../ui/layers/sheet';
import { SubmitFoot } from '../../ui/fields/submit-foot';
import { toast } from '../../ui/layers/toast';

interface Rule {
  id: string;
  name: string;
  version: number;
}
type Details<Thing extends Rule> = Omit<Thing, 'id' | 'version'>;
/** How reasons, policies and flows are read and written. */
export interface RuleKind<Thing extends Rule> {
  /** The title of the sheet that adds one, and the name of its button. */
  add: string;
  deleteText: string;
  /** The fields that show their own errors. */
  fields: readonly string[];
  refreshes: QueryKey[];
  empty: Details<Thing>;
  read: (id: string) => Promise<Thing>;
  make: (details: Details<Thing>) => Promise<unknown>;
  amend: (id: string, changes: Partial<Thing>, headers: { 'If-Match': string }) => Promise<Thing>;
  remove: (id: string) => Promise<unknown>;
  tell: ComponentProps<typeof ChangedMeanwhile<Thing>>['tell'];
}

interface FieldsProps<Thing extends Rule> {
  value: Details<Thing>;
  onChange: (change: Partial<Details<Thing>>) => void;
  error: Error | null;
}

interface RuleSheetProps<Thing extends Rule> {
  kind: RuleKind<Thing>;
  /** The one that is edited; without it, one is added. */
  rule?: Thing | undefined;
  canDelete?: boolean;
  /** What else can be done with the one that is edited. */
  actions?: ReactNode;
  onClose: () => void;
  children: (props: FieldsProps<Thing>) => ReactNode;
}

/** Adds or edits a reason, a policy or a flow. */
export function RuleSheet<Thing extends Rule>({ rule, ...props }: RuleSheetProps<Thing>) {
  return rule ? <Edit rule={rule} {...props} /> : <Add {...props} />;
}

function Add<Thing extends Rule>({ kind, onClose, children }: Omit<RuleSheetProps<Thing>, 'rule'>) {
  const [details, setDetails] = useState(kind.empty);
  const add = useAction(() => kind.make(details), {
    refreshes: kind.refreshes,
    onDone: () => {
      toast(m.added(details.name));
      onClose();
    },
  });
  const foot = <SubmitFoot onCancel={onClose} isPending={add.isPending} submit={kind.add} />;
  return (
    <Sheet title={kind.add} isBlank onClose={onClose} onSubmit={() => add.run()} foot={foot}>
      <ProblemNotice error={add.error} fields={kind.fields} />
      {children({
        value: details,
        onChange: (change) => setDetails((before) => ({ ...before, ...change })),
        error: add.error,
      })}
    </Sheet>
  );
}

type EditProps<Thing extends Rule> = RuleSheetProps<Thing> & { rule: Thing };

function Edit<Thing extends Rule>({ kind, rule, canDelete = true, actions, onClose, children }: EditProps<Thing>) {
  const [isDeleting, setDeleting] = useState(false);
  const edit = useEdit<Thing>({
    thing: rule,
    read: () => kind.read(rule.id),
    write: (changes, headers) => kind.amend(rule.id, changes, headers),
    refreshes: kind.refreshes,
    onDone: () => {
      toast(m.saved(edit.value.name));
      onClose();
    },
  });
  const remove = useAction(() => kind.remove(rule.id), {
    refreshes: kind.refreshes,
    onDone: () => {
      toast(m.deleted(rule.name));
      onClose();
    },
  });
  const foot = (
    <>
      {actions}
      {canDelete && (
        <Button kind="plain" onPress={() => setDeleting(true)}>
          {m.delete}
        </Button>
      )}
      <Button onPress={onClose}>{common.cancel}</Button>
      <Button kind="filled" type="submit" isPending={edit.isPending}>
        {common.save}
      </Button>
    </>
  );
  return (
    <>
      <Sheet title={m.edit(rule.name)} onClose={onClose} onSubmit={edit.save} foot={foot}>
        <ChangedMeanwhile changes={edit.meanwhile} tell={kind.tell} />
        <ProblemNotice error={edit.error} fields={kind.fields} />
        {children({
          value: edit.value,
          onChange: (change) => edit.change(change as Partial<Thing>),
          error: edit.error,
        })}
      </Sheet>
      {isDeleting && (
        <Confirm
          title={m.deleteTitle(rule.name)}
          action={m.delete}
          isDangerous
          isPending={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.run()}
          onClose={() => setDeleting(false)}
        >
          <p>{kind.deleteText}</p>
        </Confirm>
      )}
    </>
  );
}
