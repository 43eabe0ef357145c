import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { vehiclesQuery } from '../api/choices';
import { may, useSession } from '../api/session';
import { useAction } from '../api/use-action';
import { bookingSheet } from '../messages/booking-sheet';
import { bookings } from '../messages/bookings';
import { common } from '../messages/en';
import { BookingFields, Times } from '../shared/booking/booking-fields';
import { bodyOf, type Draft, draftOf } from '../shared/booking/draft';
import { OccurrenceList, occurrencesIn } from '../shared/booking/occurrence-list';
import { Refusal } from '../shared/booking/refusal';
import { addMinutes, minutesBetween, partsOf } from '../time';
import { Button } from '../ui/button';
import { Check } from '../ui/choices';
import { Select } from '../ui/select';
import { Sheet } from '../ui/sheet';
import { toast } from '../ui/toast';
import { ChangedMeanwhile } from './changed-meanwhile';
import { type Booking, bookingQuery, seriesVersionQuery } from './bookings-query';
import { changesOf, type Scope, saveBooking } from './save-booking';
import { isStale, SeriesChanged } from './series-changed';

const m = bookings.edit;
const SCOPES: readonly Scope[] = ['one', 'following', 'all'];

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
  const [vehicleId, setVehicle] = useState(base.vehicleId);
  const [scope, setScope] = useState<Scope>('one');
  // The booking as it is now; after a 412 the next attempt is meant for this version.
  const { data: current = opened, refetch } = useQuery(bookingQuery(opened.id));
  const [target, setTarget] = useState(opened);
  const { data: vehicles = [] } = useQuery(vehiclesQuery(base.branchId));
  const series = useQuery({
    ...seriesVersionQuery(base.seriesId ?? ''),
    enabled: base.seriesId !== null,
  });
  const action = useAction(saveBooking, {
    refreshes: [['bookings'], ['board'], ['availability'], ['tasks']],
    onDone: (said) => {
      toast(said);
      onClose();
    },
  });
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const changes = changesOf(base, { ...bodyOf(draft, zone), vehicleId });
  const isOutdated = isStale(action.error);
  const save = async (onConflict: 'fail' | 'skip') => {
    const meant = isOutdated ? ((await refetch()).data ?? current) : target;
    const seen = isOutdated && base.seriesId ? (await series.refetch()).data : series.data;
    setTarget(meant);
    action.run({ booking: meant, changes, scope, onConflict, series: seen });
  };
  const failing = occurrencesIn(action.error);
  const vehicle = vehicles.find(({ id }) => id === vehicleId) ?? { id: base.vehicleId, name: base.vehicleName };
  const move = (start: string) => {
    const { start: from, end: to } = bodyOf(draft, zone);
    change({ start: partsOf(start, zone), end: partsOf(addMinutes(start, minutesBetween(from, to)), zone) });
    action.reset();
  };
  const options = vehicles.some(({ id }) => id === base.vehicleId)
    ? vehicles
    : [{ id: base.vehicleId, name: base.vehicleName }, ...vehicles];
  return (
    <Sheet
      title={m.title(base.vehicleName)}
      onClose={onClose}
      onSubmit={() => void save('fail')}
      foot={
        <>
          <Button onPress={onClose}>{common.cancel}</Button>
          <Button type="submit" kind="filled" isPending={action.isPending} isDisabled={scope !== 'one' && !series.data}>
            {m.save}
          </Button>
        </>
      }
    >
      {base.seriesId && (
        <Select
          label={m.scope}
          options={SCOPES.map((id) => ({ id, name: m.scopes[id] }))}
          value={scope}
          onChange={(id) => setScope(id as Scope)}
        />
      )}
      <Select label={m.vehicle} options={options} value={vehicleId} onChange={setVehicle} />
      <Times draft={draft} onChange={change} zone={zone} error={action.error} />
      <BookingFields draft={draft} onChange={change} branchId={base.branchId} error={action.error} />
      {may(session, 'booking_policies.override') && action.error && (
        <Check
          label={bookingSheet.override}
          help={bookingSheet.overrideHelp}
          isChecked={draft.overridePolicy}
          onChange={(overridePolicy) => change({ overridePolicy })}
        />
      )}
      {isOutdated && (scope === 'one' ? <ChangedMeanwhile before={base} id={base.id} /> : <SeriesChanged />)}
      {failing && (
        <OccurrenceList
          occurrences={failing}
          zone={zone}
          isChange
          isPending={action.isPending}
          onSkip={() => void save('skip')}
        />
      )}
      {!isOutdated && !failing && (
        <Refusal
          error={action.error}
          vehicleName={vehicle.name}
          zone={zone}
          onChoose={(other) => {
            setVehicle(other.id);
            action.reset();
          }}
          onMove={move}
        />
      )}
    </Sheet>
  );
}
