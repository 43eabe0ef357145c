import { useQueryClient } from '@tanstack/react-query';
import { api, ifMatch } from '../api/client';
import { useAction } from '../api/use-action';
import { vehicles as m } from '../messages/vehicles';
import { Confirm } from '../ui/layers/dialog';
import { toast } from '../ui/layers/toast';
import { AffectedBookings, useIsBooked } from './affected-bookings';
import { VEHICLES, type Vehicle } from './vehicles-query';

interface DialogProps {
  vehicle: Vehicle;
  zone: string;
  onClose: () => void;
}

const Effects = ({ effects }: { effects: readonly string[] }) => (
  <ul>
    {effects.map((effect) => (
      <li key={effect}>{effect}</li>
    ))}
  </ul>
);

/** Takes a vehicle out of use or back, and says what was done. */
export function useVehicleState(vehicle: Vehicle, state: 'active' | 'disabled', onDone?: () => void) {
  return useAction(
    () =>
      api.PATCH('/api/v1/vehicles/{id}', {
        params: { path: { id: vehicle.id } },
        body: { state },
        headers: ifMatch(vehicle),
      }),
    {
      refreshes: [VEHICLES],
      onDone: () => {
        toast(state === 'disabled' ? m.disable.done(vehicle.name) : m.enabled(vehicle.name));
        onDone?.();
      },
    },
  );
}

export function DisableDialog({ vehicle, zone, onClose }: DialogProps) {
  const disable = useVehicleState(vehicle, 'disabled', onClose);
  return (
    <Confirm
      title={m.disable.title(vehicle.name)}
      action={m.disable.action}
      isDangerous
      isPending={disable.isPending}
      error={disable.error}
      onConfirm={() => disable.run()}
      onClose={onClose}
    >
      <Effects effects={m.disable.effects} />
      <AffectedBookings vehicle={vehicle} zone={zone} />
    </Confirm>
  );
}

export function ArchiveDialog({ vehicle, zone, onClose, onDone }: DialogProps & { onDone: () => void }) {
  const client = useQueryClient();
  const isBooked = useIsBooked(vehicle);
  const archive = useAction(
    () => api.DELETE('/api/v1/vehicles/{id}', { params: { path: { id: vehicle.id } }, headers: ifMatch(vehicle) }),
    {
      // The sheet closes first: the focus is back in the row, and moves to the next one when the row goes away.
      onDone: () => {
        toast(m.archive.done(vehicle.name));
        onDone();
        void client.invalidateQueries({ queryKey: VEHICLES });
      },
    },
  );
  return (
    <Confirm
      title={m.archive.title(vehicle.name)}
      action={m.archive.action}
      isDangerous
      isPending={archive.isPending}
      error={archive.error}
      onConfirm={() => archive.run()}
      onClose={onClose}
    >
      {isBooked ? <p>{m.archive.blocked}</p> : <Effects effects={m.archive.effects} />}
      <AffectedBookings vehicle={vehicle} zone={zone} />
    </Confirm>
  );
}
