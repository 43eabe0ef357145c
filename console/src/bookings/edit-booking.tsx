import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { errorAt } from '../api/api-problem';
import { may, useSession } from '../api/session';
import { useAction } from '../api/use-action';
import { bookingSheet, seriesEditPreview } from '../messages/booking-sheet';
import { bookings } from '../messages/bookings';
import { common } from '../messages/en';
import { BookingFields, Times } from '../shared/booking/booking-fields';
import { bodyOf, type Draft, draftOf } from '../shared/booking/draft';
import { Refusal } from '../shared/booking/refusal';
import {
  breaksPolicy,
  type Choice,
  type Choices,
  failingIn,
  type Previewed,
  withChoice,
  withoutThese,
} from '../shared/booking/series-exceptions';
import { SeriesPreview, showFailing } from '../shared/booking/series-preview';
import { isSeriesConflict, useSeriesAnswer } from '../shared/booking/use-series-answer';
import { useSeriesPreview } from '../shared/booking/use-series-preview';
import { VehiclePicker } from '../shared/vehicle-picker';
import { addMinutes, minutesBetween, partsOf } from '../time';
import { Button } from '../ui/button';
import { Check } from '../ui/fields/choices';
import { type Option, Select } from '../ui/fields/select';
import { Sheet } from '../ui/layers/sheet';
import { toast } from '../ui/layers/toast';
import { ChangedMeanwhile } from './changed-meanwhile';
import { type Booking, bookingQuery, seriesVersionQuery } from './bookings-query';
import { changesOf, saveBooking } from './save-booking';
import { isStale, SeriesChanged } from './series-changed';
import { askAboutEdit, saveSeries, seriesEditOf, type Several } from './series-edit';

const m = bookings.edit;
type Scope = 'one' | Several;
const SCOPES: readonly Scope[] = ['one', 'following', 'all'];
const REFRESHES = [['bookings'], ['board'], ['availability'], ['tasks']];

interface EditBookingProps {
  booking: Booking;
  onClose: () => void;
}

/** Changes and moves a booking, or the rest of its series. Only what was changed is sent. */
export function EditBooking({ booking: opened, onClose }: EditBookingProps) {
  const session = useSession();
  const zone = opened.timeZone;
  // What the form was filled in from: what differs from it is what the person changed.
  const [base] = useState(opened);
  const [draft, setDraft] = useState<Draft>(() => draftOf(base));
  const [vehicle, setVehicle] = useState<Option>({ id: base.vehicleId, name: base.vehicleName });
  const [scope, setScope] = useState<Scope>('one');
  const [chosen, setChosen] = useState<Choices>({});
  // The booking that the next attempt is meant for: after a 412, as it is then.
  const [target, setTarget] = useState(opened);
  const { refetch } = useQuery(bookingQuery(opened.id));
  const series = useQuery({
    ...seriesVersionQuery(base.seriesId ?? ''),
    enabled: base.seriesId !== null,
  });
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const body = bodyOf(draft, zone);
  const changes = changesOf(base, { ...body, vehicleId: vehicle.id });
  const edit =
    scope !== 'one' && series.data
      ? seriesEditOf({ series: series.data, opened: target, changes, scope, choices: chosen })
      : null;
  const isWhole = !!body.start && !!body.end;
  const preview = useSeriesPreview(edit && isWhole ? { id: edit.series.id, body: edit.body } : null, askAboutEdit);
  const readAgain = async () => {
    const [booking] = await Promise.all([refetch(), base.seriesId !== null && series.refetch()]);
    if (booking.data) setTarget(booking.data);
  };
  const action = useAction(
    async () => {
      try {
        return await (edit ? saveSeries(edit) : saveBooking(target, changes));
      } catch (error) {
        // Said only when it can be saved again: a person who reads it may press the button at once.
        if (isStale(error) || errorAt(error, 'exceptions')) await readAgain();
        throw error;
      }
    },
    {
      refreshes: REFRESHES,
      onDone: (said) => {
        toast(said);
        onClose();
      },
    },
  );
  const answer = useSeriesAnswer(action.error);
  const failing = edit && preview.isCurrent && !preview.error ? failingIn(preview.data, edit.choices) : [];
  const save = () => {
    // What is known to fail is not sent: each is to be skipped or changed first.
    if (failing.length > 0 && showFailing(answer.current)) return;
    action.run();
  };
  const skipFailing = (those: readonly Previewed[]) => {
    setChosen(withoutThese(chosen, those));
    action.reset();
  };
  const choose = (other: Option) => {
    setVehicle({ id: other.id, name: other.name });
    action.reset();
  };
  const chooseOne = (occurrence: string, choice: Choice | null) => {
    setChosen(withChoice(chosen, occurrence, choice));
    action.reset();
  };
  const move = (start: string) => {
    const length = minutesBetween(body.start, body.end);
    change({ start: partsOf(start, zone), end: partsOf(addMinutes(start, length), zone) });
    action.reset();
  };
  const isOutdated = isStale(action.error);
  const told = action.error ?? preview.error;
  const isAgainstPolicy = action.error !== null || draft.overridePolicy || breaksPolicy(preview.data);
  return (
    <Sheet
      title={m.title(base.vehicleName)}
      onClose={onClose}
      onSubmit={save}
      foot={
        <>
          <Button onPress={onClose}>{common.cancel}</Button>
          <Button type="submit" kind="filled" isPending={action.isPending} isDisabled={scope !== 'one' && !series.data}>
            {failing.length > 0 ? seriesEditPreview.showFailing(failing.length) : m.save}
          </Button>
        </>
      }
    >
      {base.seriesId && (
        <Select
          label={m.scope}
          options={SCOPES.map((id) => ({ id, name: m.scopes[id] }))}
          value={scope}
          onChange={(id) => {
            setScope(id as Scope);
            action.reset();
          }}
        />
      )}
      <VehiclePicker
        label={m.vehicle}
        branchId={base.branchId}
        value={vehicle}
        onChange={choose}
        error={errorAt(told, 'vehicleId')}
      />
      <Times draft={draft} onChange={change} zone={zone} error={told} />
      <BookingFields draft={draft} onChange={change} branchId={base.branchId} error={told} />
      {may(session, 'booking_policies.override') && isAgainstPolicy && (
        <Check
          label={bookingSheet.override}
          help={bookingSheet.overrideHelp}
          isChecked={draft.overridePolicy}
          onChange={(overridePolicy) => change({ overridePolicy })}
        />
      )}
      <div className="stack-tight" ref={answer}>
        {isOutdated && (edit ? <SeriesChanged /> : <ChangedMeanwhile before={base} id={base.id} />)}
        {edit && isWhole && (
          <SeriesPreview
            words={seriesEditPreview}
            preview={preview.data}
            error={preview.error}
            isCurrent={preview.isCurrent}
            vehicle={vehicle}
            choices={edit.choices}
            onChoose={chooseOne}
            onSkip={skipFailing}
          />
        )}
        {!isOutdated && !isSeriesConflict(action.error) && (
          <Refusal error={action.error} vehicleName={vehicle.name} zone={zone} onChoose={choose} onMove={move} />
        )}
      </div>
    </Sheet>
  );
}
