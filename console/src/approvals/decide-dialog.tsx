import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, dataOf } from '../api/client';
import type { Schema } from '../api/types';
import { useAction } from '../api/use-action';
import { approvals as m } from '../messages/approvals';
import { common } from '../messages/en';
import { rangeOf } from '../time';
import { Button } from '../ui/button';
import { Dialog } from '../ui/layers/dialog';
import { ProblemNotice } from '../ui/notice';
import { StateBadge } from '../ui/state-badge';
import { TextField } from '../ui/fields/text-field';
import { outcomeWords, useNames } from './outcome-words';
import type { Asked } from './queue-query';
import { TONES } from './words';

type Outcome = Schema<'DecisionOutcome'>;

export interface Deciding {
  decision: 'approve' | 'decline';
  requests: readonly Asked[];
  /** Of one series: the bookings that are declined on their own. */
  declined?: readonly { bookingId: string; start: string; end: string }[];
}

/** Approves or declines one or many; afterwards it says of each what became of it. */
export function DecideDialog({ decision, requests, declined, onClose }: Deciding & { onClose: () => void }) {
  const client = useQueryClient();
  const [note, setNote] = useState('');
  const [isMissing, setMissing] = useState(false);
  const isDecline = decision === 'decline';
  const needsNote = isDecline || declined !== undefined;
  const decide = useAction(async () => {
    const said = note.trim() ? { note: note.trim() } : {};
    const some = declined && { declinedBookingIds: declined.map(({ bookingId }) => bookingId) };
    const items = requests.map(({ id, step }) => ({ id, step, decision, ...said, ...some }));
    return (await dataOf(api.POST('/api/v1/approvals/decisions', { body: { items } }))).items;
  });
  const [outcomes, setOutcomes] = useState<readonly Outcome[] | null>(null);
  const run = () => {
    const isMissing = needsNote && note.trim() === '';
    setMissing(isMissing);
    if (isMissing) return;
    decide.run(undefined, { onSuccess: setOutcomes });
  };
  // The list is read again only now: the dialog keeps its rows in place behind it, and the focus finds its way back.
  const close = () => {
    if (outcomes) {
      void client.invalidateQueries({ queryKey: ['approvals'] });
      void client.invalidateQueries({ queryKey: ['approval'] });
    }
    onClose();
  };
  const words = wordsOf(decision, requests.length, declined?.length);
  if (outcomes) {
    return <Outcomes outcomes={outcomes} requests={requests} declined={declined?.length} onClose={close} />;
  }
  const foot = (
    <>
      <Button onPress={close}>{common.cancel}</Button>
      <Button kind={isDecline ? 'danger' : 'filled'} type="submit" isPending={decide.isPending}>
        {words.act}
      </Button>
    </>
  );
  return (
    <Dialog title={words.title} onClose={close} foot={foot} onSubmit={run}>
      <ul className="approval-some">
        {requests.map(({ id, bookerName, vehicleName, start, end, timeZone }) => (
          <li key={id}>
            {m.open(bookerName, vehicleName)}{' '}
            {(declined ?? [{ bookingId: id, start, end }]).map((each) => (
              <span key={each.bookingId} className={declined ? 'approval-line small quiet' : 'small quiet'}>
                {rangeOf(each.start, each.end, timeZone)}
              </span>
            ))}
          </li>
        ))}
      </ul>
      <TextField
        label={m.note}
        help={needsNote ? m.noteHelp : undefined}
        isLong
        isOptional={!needsNote}
        required={needsNote}
        maxLength={2_000}
        value={note}
        onChange={setNote}
        error={isMissing && note.trim() === '' ? m.noteMissing : undefined}
      />
      <p className="small quiet">{words.text}</p>
      <p role="status">{decide.isPending && m.working(requests.length)}</p>
      <ProblemNotice error={decide.error} />
    </Dialog>
  );
}

function wordsOf(decision: Deciding['decision'], requests: number, declined: number | undefined) {
  const act = decision === 'decline' ? m.decline : m.approve;
  if (declined === undefined) {
    return decision === 'decline'
      ? { title: m.declineTitle(requests), text: m.declineText(requests), act }
      : { title: m.approveMany(requests), text: m.approveText(requests), act };
  }
  return decision === 'decline'
    ? { title: m.declineSome(declined), text: m.declineSomeText, act }
    : { title: m.declineSome(declined), text: m.approveRestText, act: m.approveRest };
}

interface OutcomesProps {
  outcomes: readonly Outcome[];
  requests: readonly Asked[];
  /** How many bookings of a series were declined on their own. */
  declined: number | undefined;
  onClose: () => void;
}

function Outcomes({ outcomes, requests, declined, onClose }: OutcomesProps) {
  const done = outcomes.filter(({ request }) => request).length;
  const nameOf = useNames(outcomes);
  const foot = (
    <Button kind="filled" onPress={onClose} autoFocus>
      {common.close}
    </Button>
  );
  return (
    <Dialog title={m.outcomes} onClose={onClose} foot={foot}>
      <p role="status">{m.summary(done, outcomes.length - done)}</p>
      <ul className="items" aria-label={m.outcomes}>
        {outcomes.map((outcome) => {
          const asked = requests.find(({ id }) => id === outcome.id)!;
          return (
            <li key={outcome.id} className="item">
              <span>
                {m.outcomeOf(asked.bookerName, asked.vehicleName)}
                <span className="approval-line small quiet">{rangeOf(asked.start, asked.end, asked.timeZone)}</span>
              </span>
              <StateBadge tone={outcome.request ? TONES[outcome.request.state] : 'late'}>
                {declined && outcome.request?.state === 'pending'
                  ? m.someDeclined(declined, outcome.request.waitingCount)
                  : outcomeWords(outcome, nameOf)}
              </StateBadge>
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
