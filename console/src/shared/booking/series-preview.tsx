import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ApiProblem, errorAt } from '../../api/api-problem';
import { vehiclesQuery } from '../../api/choices';
import type { Schema } from '../../api/types';
import { seriesPreview as m } from '../../messages/booking-sheet';
import { rangeOf } from '../../time';
import { Button } from '../../ui/button';
import { Notice, ProblemNotice } from '../../ui/notice';
import { Select } from '../../ui/select';
import { StateBadge } from '../../ui/state-badge';
import { When } from '../../ui/when';
import { DRAFT_FIELDS } from './draft';
import { OwnTime } from './own-time';
import { changeOf, type Choice, type Choices, type Previewed } from './series-exceptions';

interface SeriesPreviewProps {
  preview: Schema<'BookingSeriesPreview'> | undefined;
  error: Error | null;
  /** Whether it is about what the form says now. */
  isCurrent: boolean;
  /** That of the series. */
  vehicleId: string;
  choices: Choices;
  onChoose: (occurrence: string, choice: Choice | null) => void;
  /** Leaves out all that fail. Nothing is booked by it. */
  onSkip: () => void;
}

/** Those that the service refuses and that are not left out. */
export const failingIn = (preview: Schema<'BookingSeriesPreview'> | undefined, choices: Choices): Previewed[] =>
  preview?.occurrences.filter(({ occurrence, code }) => code !== null && choices[occurrence]?.kind !== 'skip') ?? [];

/** Leads to the first that fails. @returns whether there is one */
export function showFailing(within: HTMLElement | null): boolean {
  const button = within?.querySelector<HTMLElement>('[data-fails] button');
  button?.focus();
  button?.closest('li')?.scrollIntoView({ block: 'nearest' });
  return button !== undefined && button !== null;
}

/** What would come of each booking of a series. Each can be left out, or get another time or vehicle. */
export function SeriesPreview({ preview, error, isCurrent, onSkip, ...props }: SeriesPreviewProps) {
  const asked = preview?.occurrences.filter(({ skipped }) => !skipped) ?? [];
  const failed = failingIn(preview, props.choices).length;
  const list = useRef<HTMLUListElement>(null);
  const skipAll = () => {
    // The button goes away with what it is for; that of the first booking stays.
    showFailing(list.current);
    onSkip();
  };
  return (
    <section className="stack-tight" aria-label={m.title}>
      {!isCurrent && <p role="status">{m.working}</p>}
      <ProblemNotice error={isAtOne(error) ? null : error} fields={FIELDS} />
      {preview && isCurrent && failed === 0 && !error && (
        <p role="status">{asked.length > 0 ? m.allFine(asked.length) : m.none}</p>
      )}
      {failed > 0 && (
        <>
          <Notice tone="error">
            <p>
              <strong>{m.someFail(failed, asked.length)}</strong>
            </p>
            <p>{m.nothingYet}</p>
          </Notice>
          <div>
            <Button onPress={skipAll}>{m.skipFailing(failed)}</Button>
          </div>
        </>
      )}
      {preview && (
        <ul className="items" aria-label={m.list} aria-busy={!isCurrent} ref={list}>
          {preview.occurrences.map((each) => (
            <Occurrence key={each.occurrence} previewed={each} preview={preview} error={error} {...props} />
          ))}
        </ul>
      )}
    </section>
  );
}

const FIELDS = [...DRAFT_FIELDS, 'rrule'];

/** Whether it is about a single booking, which says so itself. */
const isAtOne = (error: Error | null): boolean =>
  error instanceof ApiProblem && error.errors.some(({ field }) => field.startsWith('exceptions.'));

interface OccurrenceProps extends Pick<SeriesPreviewProps, 'choices' | 'onChoose' | 'vehicleId' | 'error'> {
  previewed: Previewed;
  preview: Schema<'BookingSeriesPreview'>;
}

function Occurrence({ previewed, preview, choices, onChoose, vehicleId, error }: OccurrenceProps) {
  const [isOpen, setOpen] = useState(false);
  const buttons = useRef<HTMLDivElement>(null);
  const fields = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isOpen) fields.current?.scrollIntoView({ block: 'nearest' });
  }, [isOpen]);
  const { occurrence, start, end, code, detail } = previewed;
  const { timeZone: zone, branchId } = preview;
  const choice = choices[occurrence];
  const isSkipped = choice?.kind === 'skip';
  const when = rangeOf(start, end, zone);
  const place = Object.keys(choices).indexOf(occurrence);
  const problem = choice?.kind === 'change' ? errorAt(error, `exceptions.${place}`) : undefined;
  const toggle = () => {
    if (!choice) onChoose(occurrence, changeOf(previewed, zone));
    setOpen(!isOpen);
  };
  const undo = () => {
    setOpen(false);
    onChoose(occurrence, null);
    buttons.current?.querySelector<HTMLElement>('[aria-expanded]')?.focus();
  };
  return (
    <li className="occurrence" data-fails={(!isSkipped && code !== null) || undefined}>
      <div className="item">
        <div>
          <p className="times">{when}</p>
          <OwnTime start={start} end={end} zone={zone} />
          {previewed.vehicleId !== vehicleId && <OtherVehicle id={previewed.vehicleId} branchId={branchId} />}
          {detail && <p className="small quiet">{detail}</p>}
        </div>
        <div className="row" ref={buttons}>
          <Outcome previewed={previewed} />
          <Button
            aria-label={isSkipped ? m.includeOne(when) : m.skipOne(when)}
            onPress={() => onChoose(occurrence, isSkipped ? null : { kind: 'skip' })}
          >
            {isSkipped ? m.include : m.skip}
          </Button>
          {!isSkipped && (
            <Button aria-expanded={isOpen} aria-label={isOpen ? m.doneOne(when) : m.changeOne(when)} onPress={toggle}>
              {isOpen ? m.done : m.change}
            </Button>
          )}
        </div>
      </div>
      {choice?.kind === 'change' && isOpen && (
        <div className="repeat stack-tight" ref={fields}>
          <When
            label={m.pickUp}
            {...choice.start}
            onChange={(moment) => onChoose(occurrence, { ...choice, start: moment })}
            error={problem}
          />
          <When
            label={m.return}
            {...choice.end}
            min={choice.start.date}
            onChange={(moment) => onChoose(occurrence, { ...choice, end: moment })}
          />
          <VehicleOfOne
            branchId={branchId}
            alternatives={preview.alternatives}
            value={choice.vehicleId}
            onChange={(id) => onChoose(occurrence, { ...choice, vehicleId: id })}
          />
          <div>
            <Button onPress={undo}>{m.undo}</Button>
          </div>
        </div>
      )}
    </li>
  );
}

function Outcome({ previewed: { skipped, code, state } }: { previewed: Previewed }) {
  if (skipped) return <StateBadge tone="quiet">{m.skipped}</StateBadge>;
  if (code !== null) return <StateBadge tone="stopped">{m.fails}</StateBadge>;
  if (state === 'pending') return <StateBadge tone="waiting">{m.pending}</StateBadge>;
  return <StateBadge tone="confirmed">{m.free}</StateBadge>;
}

function OtherVehicle({ id, branchId }: { id: string; branchId: string }) {
  const { data = [] } = useQuery(vehiclesQuery(branchId));
  const vehicle = data.find((each) => each.id === id);
  return vehicle ? <p className="small">{m.withVehicle(vehicle.name)}</p> : null;
}

interface VehicleOfOneProps {
  branchId: string;
  alternatives: readonly { id: string; name: string }[];
  value: string;
  onChange: (id: string) => void;
}

/** What is known to be free comes first. */
function VehicleOfOne({ branchId, alternatives, value, onChange }: VehicleOfOneProps) {
  const { data = [] } = useQuery(vehiclesQuery(branchId));
  const rest = data.filter(({ id }) => !alternatives.some((free) => free.id === id));
  return <Select label={m.vehicle} options={[...alternatives, ...rest]} value={value} onChange={onChange} />;
}
