import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ApiProblem, errorAt } from '../../api/api-problem';
import { vehicleQuery } from '../../api/choices';
import type { Schema } from '../../api/types';
import type { seriesPreview } from '../../messages/booking-sheet';
import { dayAndTimeOf, partsOf, rangeOf } from '../../time';
import { Button } from '../../ui/button';
import { Notice, ProblemNotice } from '../../ui/notice';
import type { Option } from '../../ui/fields/select';
import { StateBadge } from '../../ui/state-badge';
import { When } from '../../ui/when';
import { VehiclePicker } from '../vehicle-picker';
import { DRAFT_FIELDS } from './draft';
import { OwnTime } from './own-time';
import { type Change, type Choice, type Choices, failingIn, type Previewed } from './series-exceptions';
import '../booking.css';

interface SeriesPreviewProps {
  /** Whether a series is made or changed. */
  words: typeof seriesPreview;
  preview: Schema<'BookingSeriesPreview'> | undefined;
  error: Error | null;
  /** Whether it is about what the form says now. */
  isCurrent: boolean;
  /** That of the series. */
  vehicle: Option;
  choices: Choices;
  onChoose: (occurrence: string, choice: Choice | null) => void;
  /** Leaves out all that fail. Nothing is sent by it. */
  onSkip: (failing: readonly Previewed[]) => void;
}

/** Leads to the first that fails. @returns whether there is one */
export function showFailing(within: HTMLElement | null): boolean {
  const button = within?.querySelector<HTMLElement>('[data-fails] button');
  button?.focus();
  button?.closest('li')?.scrollIntoView({ block: 'nearest' });
  return button !== undefined && button !== null;
}

/** What would come of each booking of a series. Each can be left out, or get another time or vehicle. */
export function SeriesPreview({ words: m, preview, error, isCurrent, onSkip, ...props }: SeriesPreviewProps) {
  const asked = preview?.occurrences.filter(({ skipped }) => !skipped) ?? [];
  const failing = failingIn(preview, props.choices);
  const failed = failing.length;
  const list = useRef<HTMLUListElement>(null);
  const skipAll = () => {
    // The button goes away with what it is for; that of the first booking stays.
    showFailing(list.current);
    onSkip(failing);
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
            <Occurrence key={each.occurrence} words={m} previewed={each} preview={preview} error={error} {...props} />
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

interface OccurrenceProps extends Pick<SeriesPreviewProps, 'words' | 'choices' | 'onChoose' | 'vehicle' | 'error'> {
  previewed: Previewed;
  preview: Schema<'BookingSeriesPreview'>;
}

function Occurrence({ words: m, previewed, preview, choices, onChoose, vehicle, error }: OccurrenceProps) {
  const [isOpen, setOpen] = useState(false);
  const buttons = useRef<HTMLDivElement>(null);
  const { occurrence, start, end, code, detail, vehicleId } = previewed;
  const { timeZone: zone } = preview;
  const choice = choices[occurrence];
  const isSkipped = choice?.kind === 'skip';
  const when = rangeOf(start, end, zone);
  const place = Object.keys(choices).indexOf(occurrence);
  const problem = choice?.kind === 'change' ? errorAt(error, `exceptions.${place}`) : undefined;
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
          {start !== occurrence && <p className="small quiet times">{m.insteadOf(dayAndTimeOf(occurrence, zone))}</p>}
          {vehicleId !== vehicle.id && <OtherVehicle words={m} id={vehicleId} />}
          {detail && <p className="small quiet">{detail}</p>}
        </div>
        <div className="row" ref={buttons}>
          <Outcome words={m} previewed={previewed} />
          <Button
            aria-label={isSkipped ? m.includeOne(when) : m.skipOne(when)}
            onPress={() => onChoose(occurrence, isSkipped ? null : { kind: 'skip' })}
          >
            {isSkipped ? m.include : m.skip}
          </Button>
          {!isSkipped && (
            <Button
              aria-expanded={isOpen}
              aria-label={isOpen ? m.doneOne(when) : m.changeOne(when)}
              onPress={() => setOpen(!isOpen)}
            >
              {isOpen ? m.done : m.change}
            </Button>
          )}
        </div>
      </div>
      {isOpen && !isSkipped && (
        <ChangeOccurrence
          words={m}
          previewed={previewed}
          preview={preview}
          vehicle={vehicle}
          choice={choice ?? { kind: 'change' }}
          problem={problem}
          onChange={(change) => onChoose(occurrence, change)}
          onUndo={undo}
        />
      )}
    </li>
  );
}

interface ChangeOccurrenceProps extends Pick<OccurrenceProps, 'words' | 'previewed' | 'preview' | 'vehicle'> {
  choice: Change;
  problem: string | undefined;
  onChange: (choice: Change) => void;
  onUndo: () => void;
}

/** The times and the vehicle that one booking of a series is to have for itself. */
function ChangeOccurrence({ words: m, previewed, preview, vehicle, choice, ...props }: ChangeOccurrenceProps) {
  const { problem, onChange, onUndo } = props;
  const { vehicleId } = previewed;
  const { timeZone: zone, branchId, alternatives } = preview;
  const fields = useRef<HTMLDivElement>(null);
  useEffect(() => {
    fields.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const { data: own } = useQuery({ ...vehicleQuery(vehicleId), enabled: vehicleId !== vehicle.id });
  const start = choice.start ?? partsOf(previewed.start, zone);
  const end = choice.end ?? partsOf(previewed.end, zone);
  return (
    <div className="repeat stack-tight" ref={fields}>
      <When label={m.pickUp} {...start} onChange={(moment) => onChange({ ...choice, start: moment })} error={problem} />
      <When label={m.return} {...end} min={start.date} onChange={(moment) => onChange({ ...choice, end: moment })} />
      <VehiclePicker
        label={m.vehicle}
        branchId={branchId}
        free={alternatives}
        value={choice.vehicle ?? (vehicleId === vehicle.id ? vehicle : (own ?? null))}
        onChange={(chosen) => onChange({ ...choice, vehicle: chosen })}
      />
      <div>
        <Button onPress={onUndo}>{m.undo}</Button>
      </div>
    </div>
  );
}

type OutcomeProps = Pick<OccurrenceProps, 'words' | 'previewed'>;

function Outcome({ words: m, previewed: { skipped, code, state } }: OutcomeProps) {
  if (skipped) return <StateBadge tone="quiet">{m.skipped}</StateBadge>;
  if (code !== null) return <StateBadge tone="stopped">{m.fails}</StateBadge>;
  if (state === 'pending') return <StateBadge tone="waiting">{m.pending}</StateBadge>;
  return <StateBadge tone="confirmed">{m.free}</StateBadge>;
}

function OtherVehicle({ words: m, id }: { words: typeof seriesPreview; id: string }) {
  const { data: vehicle } = useQuery(vehicleQuery(id));
  return vehicle ? <p className="small">{m.withVehicle(vehicle.name)}</p> : null;
}
