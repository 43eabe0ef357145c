import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem, errorAt } from '../api/api-problem';
import { api } from '../api/client';
import type { Schema } from '../api/types';
import { useAction } from '../api/use-action';
import { common } from '../messages/en';
import { vehicles } from '../messages/vehicles';
import { addDays, instantOf, rangeOf, today, zoneName } from '../time';
import { Button } from '../ui/button';
import { Confirm, Dialog } from '../ui/layers/dialog';
import { Loaded } from '../ui/loaded';
import { ProblemNotice } from '../ui/notice';
import { Item } from '../ui/section';
import { SubmitFoot } from '../ui/fields/submit-foot';
import { TextField } from '../ui/fields/text-field';
import { toast } from '../ui/layers/toast';
import { When } from '../ui/when';
import { AffectedBookings } from './affected-bookings';
import { unavailabilityQuery, type Vehicle } from './vehicles-query';

const m = vehicles.unavailability;
type Unavailability = Schema<'Unavailability'>;

interface UnavailabilityListProps {
  vehicle: Vehicle;
  zone: string;
  canChange: boolean;
  onAdd: () => void;
  onRemove: (unavailability: Unavailability) => void;
}

/** When the vehicle is out of service, now and later. */
export function UnavailabilityList({ vehicle, zone, canChange, onAdd, onRemove }: UnavailabilityListProps) {
  const list = useQuery(unavailabilityQuery(vehicle.id));
  return (
    <section className="sheet-part" aria-label={m.title}>
      <div>
        <h3>{m.title}</h3>
        <p className="quiet">{m.about}</p>
      </div>
      <Loaded query={list}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{m.none}</p>
          ) : (
            <ul className="items" aria-label={m.title}>
              {items.map((each) => (
                <Item
                  key={each.id}
                  title={<span className="times">{rangeOf(each.start, each.end, zone)}</span>}
                  facts={each.note}
                  actions={
                    canChange && (
                      <Button
                        aria-label={m.removeLabel(rangeOf(each.start, each.end, zone))}
                        onPress={() => onRemove(each)}
                      >
                        {m.remove}
                      </Button>
                    )
                  }
                />
              ))}
            </ul>
          )
        }
      </Loaded>
      {canChange && (
        <div>
          <Button onPress={onAdd}>{m.add}</Button>
        </div>
      )}
    </section>
  );
}

interface DialogProps {
  vehicle: Vehicle;
  zone: string;
  onClose: () => void;
}

export function AddUnavailability({ vehicle, zone, onClose }: DialogProps) {
  const tomorrow = addDays(today(zone), 1);
  const [start, setStart] = useState({ date: tomorrow, time: '08:00' });
  const [end, setEnd] = useState({ date: tomorrow, time: '18:00' });
  const [note, setNote] = useState('');
  const add = useAction(
    () => {
      const period = { start: instantOr(start, zone), end: instantOr(end, zone) };
      const params = { path: { id: vehicle.id } };
      return api.POST('/api/v1/vehicles/{id}/unavailability', { params, body: { ...period, note } });
    },
    {
      refreshes: [unavailabilityQuery(vehicle.id).queryKey],
      onDone: () => {
        toast(m.added);
        onClose();
      },
    },
  );
  const isTaken = add.error instanceof ApiProblem && add.error.code === 'vehicle_not_free';
  const foot = <SubmitFoot onCancel={onClose} isPending={add.isPending} submit={m.add} />;
  return (
    <Dialog title={m.add} onClose={onClose} onSubmit={() => add.run()} foot={foot}>
      <ProblemNotice error={add.error} fields={['start', 'end', 'note']} />
      {isTaken && (
        <div className="stack-tight">
          <p>{m.inTheWay}</p>
          <AffectedBookings vehicle={vehicle} zone={zone} />
        </div>
      )}
      <When label={m.from} {...start} onChange={setStart} error={errorAt(add.error, 'start')} />
      <When label={m.to} {...end} onChange={setEnd} error={errorAt(add.error, 'end')} />
      <p className="small quiet">{common.timesIn(zoneName(zone))}</p>
      <TextField
        label={m.note}
        help={m.noteHelp}
        isLong
        value={note}
        onChange={setNote}
        error={errorAt(add.error, 'note')}
        maxLength={1_000}
      />
    </Dialog>
  );
}

/** What is left empty is for the service to refuse, at its field. */
const instantOr = ({ date, time }: { date: string; time: string }, zone: string): string =>
  date && time ? instantOf(date, time, zone) : '';

interface RemoveProps extends DialogProps {
  unavailability: Unavailability;
}

export function RemoveUnavailability({ vehicle, zone, unavailability, onClose }: RemoveProps) {
  const remove = useAction(
    () => {
      const path = { id: vehicle.id, unavailabilityId: unavailability.id };
      return api.DELETE('/api/v1/vehicles/{id}/unavailability/{unavailabilityId}', { params: { path } });
    },
    {
      refreshes: [unavailabilityQuery(vehicle.id).queryKey],
      onDone: () => {
        toast(m.removed);
        onClose();
      },
    },
  );
  return (
    <Confirm
      title={m.removeTitle}
      action={m.remove}
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.run()}
      onClose={onClose}
    >
      <p>{m.removeText(rangeOf(unavailability.start, unavailability.end, zone))}</p>
    </Confirm>
  );
}
