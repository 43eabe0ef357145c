import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ApiProblem, errorAt } from '../api/api-problem';
import { api, dataOf } from '../api/client';
import { useAction } from '../api/use-action';
import { common } from '../messages/en';
import { people } from '../messages/people';
import { dayAndTimeOf } from '../time';
import { Button } from '../ui/button';
import { Failed } from '../ui/data-table';
import { Notice, ProblemNotice } from '../ui/notice';
import { Sheet } from '../ui/layers/sheet';
import { TextField } from '../ui/fields/text-field';
import { toast } from '../ui/layers/toast';
import { type ListedPeople, PEOPLE_KEYS, peopleQuery, type Person, usePerson } from './people-query';
import { PLACEMENT_FIELDS, type Placement, placementOf } from './placement';
import { BranchField, GroupsField, RolesField } from './placement-fields';

const m = people.reviewing;

interface ReviewSheetProps {
  id: string;
  listed: ListedPeople;
  onClose: () => void;
  onNext: (id: string) => void;
}

/** Approves or rejects a person who registered, then opens the next one who is waiting. */
export function ReviewSheet({ id, listed, onClose, onNext }: ReviewSheetProps) {
  const { person, error, refetch } = usePerson(id, listed);
  const waiting = useInfiniteQuery(peopleQuery({ tab: 'pending' }));
  const others = (waiting.data?.pages.flatMap(({ items }) => items) ?? []).map((other) => other.id);
  const at = others.indexOf(id);
  const next = others[at + 1] ?? others.find((other) => other !== id);
  const more = others.filter((other) => other !== id).length;
  const goOn = () => (next === undefined ? onClose() : onNext(next));
  if (!person) {
    return (
      <Sheet title={m.loading} onClose={onClose}>
        {error && <Failed error={error} onRetry={() => void refetch()} />}
      </Sheet>
    );
  }
  const decided = { person, hasNext: next !== undefined, onClose, onDecided: goOn };
  return person.state === 'pending' ? <Decision key={id} {...decided} more={more} /> : <Decided {...decided} />;
}

interface DecidedProps {
  person: Person;
  hasNext: boolean;
  onClose: () => void;
  /** Goes on with the next one, or closes. */
  onDecided: () => void;
}

/** Somebody else was faster, or the link is old. */
function Decided({ person, hasNext, onClose, onDecided }: DecidedProps) {
  const client = useQueryClient();
  useEffect(() => {
    for (const queryKey of PEOPLE_KEYS) void client.invalidateQueries({ queryKey });
  }, [client]);
  const foot = (
    <>
      <Button onPress={onClose}>{common.close}</Button>
      {hasNext && (
        <Button kind="filled" onPress={onDecided}>
          {m.next}
        </Button>
      )}
    </>
  );
  return (
    <Sheet title={m.title(person.name)} onClose={onClose} foot={foot}>
      <Notice tone="waiting">
        <p role="alert">{m.decided(person.name)}</p>
      </Notice>
      <Facts person={person} />
    </Sheet>
  );
}

function Decision({ more, ...props }: DecidedProps & { more: number }) {
  const { person, onClose, onDecided } = props;
  const { id, name } = person;
  const [placement, setPlacement] = useState<Placement>(placementOf(person));
  const [reason, setReason] = useState('');
  const [isReasonMissing, setReasonMissing] = useState(false);
  const reasonField = useRef<HTMLDivElement>(null);
  const decided = (said: string) => ({
    refreshes: PEOPLE_KEYS,
    onDone: () => {
      toast(said);
      onDecided();
    },
  });
  const params = { path: { id } };
  const approve = useAction<Placement>(
    (body) => dataOf(api.POST('/api/v1/users/{id}/approval', { params, body })),
    decided(placement.roles.length > 0 ? m.approved(name) : m.approvedWithoutRole(name)),
  );
  const reject = useAction<string>(
    (text) => dataOf(api.POST('/api/v1/users/{id}/rejection', { params, body: { reason: text } })),
    decided(m.rejected(name)),
  );
  const onReject = () => {
    approve.reset();
    setReasonMissing(reason.trim() === '');
    if (reason.trim() === '') return reasonField.current?.querySelector('textarea')?.focus();
    reject.run(reason);
  };
  const error = approve.error ?? reject.error;
  const isPending = approve.isPending || reject.isPending;
  if (isConflict(error)) return <Decided {...props} />;
  const fields = { value: placement, onChange: setPlacement, error: approve.error };
  return (
    <Sheet
      title={m.title(name)}
      onClose={onClose}
      onSubmit={() => {
        reject.reset();
        approve.run(placement);
      }}
      foot={
        <>
          {more > 0 && <span className="foot-note small quiet">{m.waiting(more)}</span>}
          <Button kind="danger" isPending={reject.isPending} isDisabled={isPending} onPress={onReject}>
            {m.reject}
          </Button>
          <Button kind="filled" type="submit" isPending={approve.isPending} isDisabled={isPending}>
            {m.approve}
          </Button>
        </>
      }
    >
      <ProblemNotice error={error} fields={[...PLACEMENT_FIELDS, 'reason']} />
      <Facts person={person} />
      <BranchField {...fields} permission="users.verify" />
      <RolesField {...fields} />
      <GroupsField {...fields} />
      <div ref={reasonField}>
        <TextField
          label={m.reason}
          help={m.reasonHelp}
          isLong
          value={reason}
          onChange={setReason}
          error={isReasonMissing && reason.trim() === '' ? m.reasonMissing : errorAt(reject.error, 'reason')}
          maxLength={1000}
        />
      </div>
    </Sheet>
  );
}

const isConflict = (error: Error | null): boolean => error instanceof ApiProblem && error.code === 'illegal_transition';

function Facts({ person }: { person: Person }) {
  const facts = [
    [people.email, person.email],
    [people.phone, person.phone],
    [people.branch, person.branchName],
    [m.registered, dayAndTimeOf(person.createdAt)],
  ];
  return (
    <dl className="facts">
      {facts.map(
        ([label, value]) =>
          value && (
            <div key={label} className="fact">
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
