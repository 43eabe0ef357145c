import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { approvals as m } from '../messages/approvals';
import { common } from '../messages/en';
import { dayAndTimeOf, rangeOf, relative, zoneName } from '../time';
import { Button } from '../ui/button';
import { Loaded } from '../ui/loaded';
import { Notice } from '../ui/notice';
import { Sheet } from '../ui/layers/sheet';
import { StateBadge, type Tone } from '../ui/state-badge';
import type { Deciding } from './decide-dialog';
import { type Details, requestQuery } from './queue-query';
import { TONES, whyOf } from './words';

interface RequestSheetProps {
  id: string;
  onClose: () => void;
  onDecide: (deciding: Deciding) => void;
}

/** Everything about one request that helps to decide it. */
export function RequestSheet({ id, onClose, onDecide }: RequestSheetProps) {
  const request = useQuery(requestQuery(id));
  const { data } = request;
  const decide = (decision: Deciding['decision']) => data && onDecide({ decision, requests: [data] });
  const foot = data?.decidable && (
    <>
      <Button onPress={() => decide('decline')}>{m.decline}</Button>
      <Button kind="filled" onPress={() => decide('approve')}>
        {m.approve}
      </Button>
    </>
  );
  return (
    <Sheet title={data ? m.open(data.bookerName, data.vehicleName) : m.title} onClose={onClose} foot={foot}>
      <Loaded query={request}>{(details) => <About details={details} onDecide={onDecide} />}</Loaded>
    </Sheet>
  );
}

function About({ details, onDecide }: { details: Details } & Pick<RequestSheetProps, 'onDecide'>) {
  const { timeZone: zone, occurrences } = details;
  const isOpen = details.state === 'pending';
  return (
    <>
      {!isOpen && (
        <Notice>
          <p>{m.stateNames[details.state]}</p>
          {details.decidedByName && <p>{m.decided(details.decidedByName)}</p>}
          {details.note && <p>{details.note}</p>}
        </Notice>
      )}
      {isOpen && !details.decidable && (
        <Notice>
          <p>{m.notYours}</p>
        </Notice>
      )}
      <Facts details={details} />
      {occurrences.length > 0 && <Occurrences details={details} onDecide={onDecide} />}
      <Part title={m.others} none={m.noOthers}>
        {details.otherBookings.map(({ bookingId, start, end, state, bookerName }) => (
          <Line key={bookingId} badge={<StateBadge tone={toneOf(state)}>{m.bookingStates[state] ?? state}</StateBadge>}>
            {rangeOf(start, end, zone)}
            <span className="approval-line small quiet">{bookerName}</span>
          </Line>
        ))}
      </Part>
      <h3>{m.record(details.bookerName)}</h3>
      <p>{recordOf(details)}</p>
      <Part title={m.steps}>
        {details.steps.map((step, at) => (
          <Line key={at} badge={<StateBadge tone={STEP_TONES[step.state]}>{m.stepStates[step.state]}</StateBadge>}>
            {step.name}
            {step.decidedAt && <span className="approval-line small quiet">{dayAndTimeOf(step.decidedAt, zone)}</span>}
            {step.note && <span className="approval-line small">{step.note}</span>}
          </Line>
        ))}
      </Part>
    </>
  );
}

/** The bookings of a series; those that wait can be declined one by one (AP-12). */
function Occurrences({ details, onDecide }: { details: Details } & Pick<RequestSheetProps, 'onDecide'>) {
  const { timeZone: zone, occurrences, decidable, waitingCount } = details;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const mayPick = decidable && waitingCount > 1;
  const picked = occurrences.filter(({ bookingId, state }) => state === 'pending' && chosen.includes(bookingId));
  const toggle = (id: string) =>
    setChosen((before) => (before.includes(id) ? before.filter((each) => each !== id) : [...before, id]));
  const decide = (decision: Deciding['decision']) => onDecide({ decision, requests: [details], declined: picked });
  return (
    <>
      <Part title={m.occurrences}>
        {occurrences.map(({ bookingId, start, end, state, note }) => (
          <Line key={bookingId} badge={<StateBadge tone={TONES[state]}>{m.stateNames[state]}</StateBadge>}>
            <label className="row">
              {mayPick && state === 'pending' && (
                <input
                  type="checkbox"
                  className="approval-check"
                  aria-label={m.pick(rangeOf(start, end, zone))}
                  checked={chosen.includes(bookingId)}
                  onChange={() => toggle(bookingId)}
                />
              )}
              {rangeOf(start, end, zone)}
            </label>
            {note && <span className="approval-line small quiet">{note}</span>}
          </Line>
        ))}
      </Part>
      {mayPick && (
        <div className="row">
          <Button isDisabled={picked.length === 0} onPress={() => decide('decline')}>
            {m.declineSome(picked.length)}
          </Button>
          <Button isDisabled={picked.length === 0 || picked.length === waitingCount} onPress={() => decide('approve')}>
            {m.approveRest}
          </Button>
        </div>
      )}
    </>
  );
}

function Facts({ details }: { details: Details }) {
  const { timeZone: zone, start, end, originatorName, bookerName } = details;
  const facts: [string, ReactNode][] = [
    [m.when, rangeOf(start, end, zone)],
    [m.vehicle, `${details.vehicleName} (${details.vehicleRegistration})`],
    [m.bookedFor, bookerName],
    ['', originatorName === bookerName ? null : m.enteredBy(originatorName)],
    [m.where, details.destination ?? m.noDestination],
    [m.reason, details.reasonName],
    [m.notes, details.notes],
    [m.why, whyOf(details.reasons)],
    [m.left, details.state === 'pending' ? m.lapses(relative(details.lapsesAt)) : null],
  ];
  return (
    <>
      <dl className="facts">
        {facts.map(([name, value]) =>
          value ? (
            <div key={name} className="fact">
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      <p className="small quiet">{common.timesIn(zoneName(zone, start))}</p>
    </>
  );
}

function Part({ title, none, children }: { title: string; none?: string; children: ReactNode[] }) {
  return (
    <>
      <h3>{title}</h3>
      {children.length === 0 ? <p className="quiet">{none}</p> : <ul className="items">{children}</ul>}
    </>
  );
}

function Line({ badge, children }: { badge: ReactNode; children: ReactNode }) {
  return (
    <li className="item">
      <span className="times">{children}</span>
      {badge}
    </li>
  );
}

const STEP_TONES: Record<Details['steps'][number]['state'], Tone> = {
  waiting: 'waiting',
  approved: 'done',
  declined: 'stopped',
  skipped: 'quiet',
  automatic: 'quiet',
};

const toneOf = (state: string): Tone => (state === 'pending' ? 'waiting' : state === 'in_use' ? 'active' : 'confirmed');

function recordOf({ record: { bookings, cancelled, declined, noShows } }: Details): string {
  return bookings === 0 ? m.noRecord : m.recordOf(m.bookings(bookings), cancelled, declined, noShows);
}
