import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem, errorAt } from '../api/api-problem';
import { api, dataOf, ifMatch } from '../api/client';
import type { Schema } from '../api/types';
import { useAction } from '../api/use-action';
import { listOf } from '../locale';
import { board as m } from '../messages/board';
import { common } from '../messages/en';
import { VehiclePicker } from '../shared/vehicle-picker';
import { instantOf, partsOf, rangeOf, zoneName } from '../time';
import { Button } from '../ui/button';
import { Dialog } from '../ui/layers/dialog';
import { Loaded } from '../ui/loaded';
import { Notice, ProblemNotice } from '../ui/notice';
import type { Option } from '../ui/fields/select';
import { toast } from '../ui/layers/toast';
import { When } from '../ui/when';
import type { Vehicle } from './board-query';
import type { Proposal } from './board-search';

interface MoveDialogProps {
  proposal: Proposal;
  branchId: string;
  /** Those that the board shows. */
  vehicles: readonly Vehicle[];
  zone: string;
  onClose: () => void;
}

/** Asks before a booking goes to other times or to another vehicle. */
export function MoveDialog({ proposal, branchId, vehicles, zone, onClose }: MoveDialogProps) {
  const id = proposal.bookingId;
  const booking = useQuery({
    queryKey: ['booking', id],
    queryFn: () => dataOf(api.GET('/api/v1/bookings/{id}', { params: { path: { id } } })),
    staleTime: 0,
    gcTime: 0,
  });
  const [start, setStart] = useState(partsOf(proposal.start, zone));
  const [end, setEnd] = useState(partsOf(proposal.end, zone));
  const [isChanged, setChanged] = useState(false);
  const [vehicle, setVehicle] = useState<Option>(() => {
    const shown = vehicles.find((each) => each.id === proposal.vehicleId);
    return { id: proposal.vehicleId, name: shown?.name ?? m.vehicle };
  });
  const spanOf = (of: Schema<'Booking'>) => rangeOf(of.start, of.end, zone);
  const move = useAction(
    async (of: Schema<'Booking'>) => {
      const body = {
        vehicleId: vehicle.id,
        start: instantOf(start.date, start.time, zone),
        end: instantOf(end.date, end.time, zone),
      };
      setChanged(false);
      try {
        return await api.PATCH('/api/v1/bookings/{id}', { params: { path: { id } }, body, headers: ifMatch(of) });
      } catch (error) {
        if (!(error instanceof ApiProblem) || error.status !== 412) throw error;
        await booking.refetch();
        return null;
      }
    },
    {
      refreshes: [['board']],
      // Only now, when it can be pressed again.
      onDone: (answer) => {
        if (!answer) return setChanged(true);
        toast(m.moved);
        onClose();
      },
    },
  );
  const foot = (
    <>
      <Button onPress={onClose}>{common.cancel}</Button>
      <Button kind="filled" type="submit" isPending={move.isPending} isDisabled={!booking.data}>
        {m.move}
      </Button>
    </>
  );
  return (
    <Dialog title={m.move} onClose={onClose} foot={foot} onSubmit={() => booking.data && move.run(booking.data)}>
      <Loaded query={booking}>
        {(data) =>
          isChanged ? (
            <Notice tone="waiting" isAnswer>
              <p>{m.changedMeanwhile(data.vehicleName, spanOf(data))}</p>
            </Notice>
          ) : (
            <p className="quiet">{m.before(data.vehicleName, spanOf(data))}</p>
          )
        }
      </Loaded>
      <VehiclePicker
        label={m.vehicle}
        branchId={branchId}
        value={vehicle}
        onChange={setVehicle}
        error={errorAt(move.error, 'vehicleId')}
      />
      <When label={m.moveFrom} {...start} onChange={setStart} error={errorAt(move.error, 'start')} />
      <When label={m.moveTo} {...end} onChange={setEnd} error={errorAt(move.error, 'end')} />
      <p className="small quiet">{common.timesIn(zoneName(zone, proposal.start))}</p>
      <ProblemNotice error={move.error} fields={['vehicleId', 'start', 'end']} />
      <Alternatives error={move.error} />
    </Dialog>
  );
}

/** The vehicles that the service names instead of one that is taken. */
function Alternatives({ error }: { error: Error | null }) {
  const found = error instanceof ApiProblem ? error.body.alternatives : undefined;
  if (!Array.isArray(found) || found.length === 0) return null;
  const names = (found as { name: string }[]).map(({ name }) => name);
  return <p>{m.otherwiseFree(listOf(names))}</p>;
}
