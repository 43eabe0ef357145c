import { useState } from 'react';
import { ApiProblem, errorAt } from '../../api/api-problem';
import { api, dataOf } from '../../api/client';
import { may, useSession } from '../../api/session';
import type { Schema } from '../../api/types';
import { useAction } from '../../api/use-action';
import { bookingSheet as m, occurrences, seriesPreview } from '../../messages/booking-sheet';
import { addMinutes, minutesBetween, nextFullHour, partsOf } from '../../time';
import { Check } from '../../ui/fields/choices';
import { Sheet } from '../../ui/layers/sheet';
import { SubmitFoot } from '../../ui/fields/submit-foot';
import { toast } from '../../ui/layers/toast';
import { BookingFields, Times } from './booking-fields';
import { bodyOf, type Draft, draftFor } from './draft';
import { type Alternative, Refusal } from './refusal';
import { NO_REPEAT, type Repeat, ruleOf } from './repeat';
import { RepeatField } from './repeat-field';
import {
  breaksPolicy,
  type Choice,
  type Choices,
  exceptionsOf,
  failingIn,
  type Previewed,
  withChoice,
  withoutThese,
} from './series-exceptions';
import { SeriesPreview, showFailing } from './series-preview';
import { isSeriesConflict, useSeriesAnswer } from './use-series-answer';
import { useSeriesPreview } from './use-series-preview';

const REFRESHES = [['bookings'], ['board'], ['availability'], ['tasks']];
const USUAL_MINUTES = 120;

type Body = ReturnType<typeof bodyOf> & { vehicleId: string };
interface Attempt {
  body: Body;
  rrule: string | null;
  exceptions: ReturnType<typeof exceptionsOf>;
}

/** What came of it, whether one booking was made or a series. */
interface Outcome {
  id: string | null;
  said: string;
}

async function book(attempt: Attempt): Promise<Outcome> {
  const { body, rrule, exceptions } = attempt;
  if (rrule === null) {
    const { id, state } = await dataOf(api.POST('/api/v1/bookings', { body }));
    return { id, said: state === 'pending' ? m.pending : m.confirmed };
  }
  const wanted = { ...body, rrule, exceptions, onConflict: 'fail' as const };
  const series = await dataOf(api.POST('/api/v1/booking-series', { body: wanted }));
  const made = series.occurrences.filter(({ bookingId }) => bookingId !== null);
  const skipped = series.occurrences.length - made.length + exceptions.filter(({ skip }) => skip).length;
  const said = skipped > 0 ? occurrences.bookedAndSkipped(made.length, skipped) : m.seriesBooked(made.length);
  return { id: made[0]?.bookingId ?? null, said };
}

const askAboutNew = (body: Schema<'PlannedBookingSeries'>, signal: AbortSignal) =>
  dataOf(api.POST('/api/v1/booking-series/preview', { body, signal }));

/** What the sheet is opened with. */
export interface OpenedBooking {
  /** Instants; the next hour where they are left out. */
  from?: string | undefined;
  to?: string | undefined;
  destination?: string | undefined;
  onClose: () => void;
  /** The booking, or the first of the series; the sheet has said already what came of it. */
  onBooked: (bookingId: string | null) => void;
}

type BookingFormProps = OpenedBooking & { vehicle: Schema<'Vehicle'>; zone: string };

export function BookingForm({ vehicle, zone, from, to, destination, onClose, onBooked }: BookingFormProps) {
  const session = useSession();
  const [chosen, setChosen] = useState<Alternative>(vehicle);
  const [repeat, setRepeat] = useState<Repeat>(NO_REPEAT);
  const [isIncomplete, setIncomplete] = useState(false);
  const [draft, setDraft] = useState<Draft>(() => {
    const start = from ?? nextFullHour(zone);
    const booker = { id: session.user.id, name: session.user.name };
    return draftFor({ from: start, to: to ?? addMinutes(start, USUAL_MINUTES), zone, booker, destination });
  });
  const action = useAction(book, {
    refreshes: REFRESHES,
    onDone: ({ id, said }) => {
      toast(said);
      onBooked(id);
    },
  });
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const body = { ...bodyOf(draft, zone), vehicleId: chosen.id };
  const rrule = ruleOf(repeat, draft.start.date);
  const rule = JSON.stringify([body.start, body.end, body.vehicleId, rrule]);
  const [made, setMade] = useState<{ rule: string; choices: Choices }>({ rule, choices: {} });
  // What was chosen is about the bookings of one rule.
  const choices = made.rule === rule ? made.choices : {};
  const exceptions = exceptionsOf(choices, zone);
  const isWhole = rrule !== null && !!body.start && !!body.end && !!body.reasonId;
  const preview = useSeriesPreview(isWhole ? { ...body, rrule, exceptions } : null, askAboutNew);
  const answer = useSeriesAnswer(action.error);
  const failing = isWhole && preview.isCurrent && !preview.error ? failingIn(preview.data, choices) : [];
  const submit = () => {
    const lacksEnd = repeat.kind !== 'never' && rrule === null;
    setIncomplete(lacksEnd);
    // What is known to fail is not sent: each is to be skipped or changed first.
    if (failing.length > 0 && showFailing(answer.current)) return;
    if (!lacksEnd) action.run({ body, rrule, exceptions });
  };
  const skipFailing = (those: readonly Previewed[]) => {
    setMade({ rule, choices: withoutThese(choices, those) });
    action.reset();
  };
  const choose = (other: Alternative) => {
    setChosen(other);
    action.reset();
  };
  const move = (start: string) => {
    const length = minutesBetween(body.start, body.end);
    change({ start: partsOf(start, zone), end: partsOf(addMinutes(start, length), zone) });
    action.reset();
  };
  const chooseOne = (occurrence: string, choice: Choice | null) => {
    setMade({ rule, choices: withChoice(choices, occurrence, choice) });
    action.reset();
  };
  return (
    <Sheet
      title={m.title(chosen.name)}
      onClose={onClose}
      onSubmit={submit}
      foot={
        <SubmitFoot
          onCancel={onClose}
          isPending={action.isPending}
          submit={failing.length > 0 ? seriesPreview.showFailing(failing.length) : m.confirm}
        />
      }
    >
      <p className="quiet">
        {chosen.id === vehicle.id ? m.facts(vehicle.registration, vehicle.kind, vehicle.seats) : chosen.registration}
      </p>
      <Times draft={draft} onChange={change} zone={zone} error={action.error} />
      <BookingFields draft={draft} onChange={change} branchId={vehicle.branchId} error={action.error} />
      <RepeatField
        value={repeat}
        onChange={setRepeat}
        first={draft.start.date}
        error={isIncomplete ? m.lacksEnd : errorAt(action.error ?? preview.error, 'rrule')}
      />
      {may(session, 'booking_policies.override') && (isAgainstPolicy(action.error) || breaksPolicy(preview.data)) && (
        <Check
          label={m.override}
          help={m.overrideHelp}
          isChecked={draft.overridePolicy}
          onChange={(overridePolicy) => change({ overridePolicy })}
        />
      )}
      <div className="stack-tight" ref={answer}>
        {rrule !== null && !body.reasonId && <p className="quiet">{seriesPreview.needsReason}</p>}
        {isWhole && (
          <SeriesPreview
            words={seriesPreview}
            preview={preview.data}
            error={preview.error}
            isCurrent={preview.isCurrent}
            vehicle={chosen}
            choices={choices}
            onChoose={chooseOne}
            onSkip={skipFailing}
          />
        )}
        {!isSeriesConflict(action.error) && (
          <Refusal
            error={action.error}
            vehicleName={chosen.name}
            zone={zone}
            onChoose={choose}
            onMove={move}
            waiting={{ vehicleId: chosen.id, start: body.start, end: body.end }}
          />
        )}
      </div>
    </Sheet>
  );
}

function isAgainstPolicy(error: Error | null): boolean {
  return error instanceof ApiProblem && error.code === 'policy_violated';
}
