import { useState } from 'react';
import { ApiProblem } from '../api/api-problem';
import { api, dataOf, ifMatch } from '../api/client';
import { useAction } from '../api/use-action';
import { roles as m } from '../messages/roles';
import { Button } from '../ui/button';
import { messageOf, Notice } from '../ui/notice';
import { Sheet } from '../ui/layers/sheet';
import { SubmitFoot } from '../ui/fields/submit-foot';
import { toast } from '../ui/layers/toast';
import { byRole, cellKey, type Edit, type Edits, permissionsAfter } from './edits';
import { labelOf, matrixQuery, type MatrixRole } from './matrix-query';

interface ReviewSheetProps {
  edits: readonly Edit[];
  all: Edits;
  onEdits: (edits: Edits) => void;
  onClose: () => void;
}

interface Failure {
  role: MatrixRole;
  error: Error;
}

/** All edits by role, before they are saved. Each role is saved by itself: what could not be stays here, and says why. */
export function ReviewSheet({ edits, all, onEdits, onClose }: ReviewSheetProps) {
  const [failures, setFailures] = useState<Failure[]>([]);
  const groups = byRole(edits);
  const save = useAction(() => saveAll(groups), {
    refreshes: [matrixQuery.queryKey],
    onDone: ({ saved, failed }) => {
      setFailures(failed);
      onEdits(without(all, saved));
      if (saved.length > 0) toast(m.saved(saved.length));
      if (failed.length === 0) onClose();
    },
  });
  const undo = (edit: Edit) => {
    onEdits(without(all, [edit]));
    if (edits.length === 1) onClose();
  };
  const foot = <SubmitFoot onCancel={onClose} isPending={save.isPending} submit={m.saveChanges} />;
  return (
    <Sheet title={m.reviewTitle} onClose={onClose} onSubmit={() => save.run()} foot={foot}>
      <p className="quiet">{m.reviewText}</p>
      {failures.map((failure) => (
        <FailureNotice key={failure.role.id} {...failure} />
      ))}
      {groups.map(({ role, edits: own }) => (
        <section key={role.id} aria-label={role.name}>
          <h3>{role.name}</h3>
          <ul className="review-list">
            {own.map((edit) => (
              <li key={edit.permission.key}>
                <span>
                  <strong>{edit.granted ? `+ ${m.gives}` : `− ${m.takes}`}</strong>
                  <br />
                  {labelOf(edit.permission)}
                </span>
                <Button kind="plain" aria-label={m.undo(labelOf(edit.permission))} onPress={() => undo(edit)}>
                  {m.undoShort}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Sheet>
  );
}

function FailureNotice({ role, error }: Failure) {
  const isStale = error instanceof ApiProblem && error.status === 412;
  return (
    <Notice tone="error">
      <p>
        <strong>{isStale ? m.staleTitle(role.name) : m.unsettled(role.name)}</strong>
      </p>
      <p>{isStale ? m.staleText : messageOf(error)}</p>
    </Notice>
  );
}

async function saveAll(groups: readonly { role: MatrixRole; edits: Edit[] }[]) {
  const saved: Edit[] = [];
  const failed: Failure[] = [];
  // One after another: the first may ask for a fresh sign-in, which then counts for all.
  for (const { role, edits } of groups) {
    try {
      await savePermissions(role, edits);
      saved.push(...edits);
    } catch (error) {
      failed.push({ role, error: error as Error });
    }
  }
  return { saved, failed };
}

const savePermissions = (role: MatrixRole, edits: readonly Edit[]) =>
  dataOf(
    api.PUT('/api/v1/roles/{id}/permissions', {
      params: { path: { id: role.id } },
      body: { keys: permissionsAfter(role, edits) },
      headers: ifMatch(role),
    }),
  );

function without(all: Edits, done: readonly Edit[]): Edits {
  const rest = new Map(all);
  for (const { role, permission } of done) rest.delete(cellKey(role.id, permission.key));
  return rest;
}
