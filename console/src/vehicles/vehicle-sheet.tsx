import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { api, dataOf } from '../api/client';
import { may, useBranches, useSession } from '../api/session';
import type { Schema } from '../api/types';
import { useEdit } from '../api/use-edit';
import { common } from '../messages/en';
import { vehicles as m } from '../messages/vehicles';
import { viewerZone } from '../time';
import { Button } from '../ui/button';
import { ChangedMeanwhile } from '../ui/changed-meanwhile';
import { Loaded } from '../ui/loaded';
import { Notice, ProblemNotice } from '../ui/notice';
import { Sheet } from '../ui/layers/sheet';
import { toast } from '../ui/layers/toast';
import { ArchiveDialog, DisableDialog, useVehicleState } from './state-dialogs';
import { AddUnavailability, RemoveUnavailability, UnavailabilityList } from './unavailability';
import { FIELDS, VehicleFields } from './vehicle-fields';
import { VehicleFacts } from './vehicle-facts';
import { VehiclePhoto } from './vehicle-photo';
import { VEHICLES, type Vehicle, vehicleChoicesQuery, vehicleQuery } from './vehicles-query';

interface SheetProps {
  vehicle: Vehicle;
  zone: string;
  onClose: () => void;
}

type Asked =
  | { what: 'disable' | 'archive' | 'unavailable' }
  | { what: 'available'; unavailability: Schema<'Unavailability'> }
  | null;

interface VehicleSheetProps {
  id: string;
  /** What the list knows of it already: the sheet opens at once, and gives the focus back to the list. */
  known: Vehicle | undefined;
  onClose: () => void;
}

/** One vehicle: what it is, its photo, when it is out of service, and taking it out of use. */
export function VehicleSheet({ id, known, onClose }: VehicleSheetProps) {
  const vehicle = useQuery({ ...vehicleQuery(id), placeholderData: known });
  const branches = useBranches();
  if (!vehicle.data) {
    return (
      <Sheet title={m.title} isWide onClose={onClose}>
        <Loaded query={{ ...vehicle, data: undefined }}>{() => null}</Loaded>
      </Sheet>
    );
  }
  const zone = branches.find((branch) => branch.id === vehicle.data.branchId)?.timeZone ?? viewerZone();
  return <OpenVehicle vehicle={vehicle.data} zone={zone} onClose={onClose} />;
}

function OpenVehicle({ vehicle, zone, onClose }: SheetProps) {
  const session = useSession();
  const [asked, setAsked] = useState<Asked>(null);
  const isKept = vehicle.state !== 'archived';
  const canManage = isKept && may(session, 'vehicles.manage', vehicle.branchId);
  const canMaintain = isKept && may(session, 'vehicles.maintain', vehicle.branchId);
  const close = () => setAsked(null);
  const rest = (
    <UnavailabilityList
      vehicle={vehicle}
      zone={zone}
      canChange={canMaintain}
      onAdd={() => setAsked({ what: 'unavailable' })}
      onRemove={(unavailability) => setAsked({ what: 'available', unavailability })}
    />
  );
  const about = { vehicle, zone, onClose: close };
  // Beside the sheet, not in it: a form in a dialog would send the sheet's form as well.
  return (
    <>
      {canManage ? (
        <EditVehicle vehicle={vehicle} onAsk={(what) => setAsked({ what })} onClose={onClose}>
          {rest}
        </EditVehicle>
      ) : (
        <Sheet title={vehicle.name} isWide onClose={onClose}>
          <Notice>{isKept ? m.readOnly : m.archivedNote}</Notice>
          <VehiclePhoto vehicle={vehicle} canChange={false} />
          <VehicleFacts vehicle={vehicle} />
          {rest}
        </Sheet>
      )}
      {asked?.what === 'disable' && <DisableDialog {...about} />}
      {asked?.what === 'archive' && <ArchiveDialog {...about} onDone={onClose} />}
      {asked?.what === 'unavailable' && <AddUnavailability {...about} />}
      {asked?.what === 'available' && <RemoveUnavailability {...about} unavailability={asked.unavailability} />}
    </>
  );
}

/** What the form edits: its photo and its state have buttons of their own. */
function edited({ photoUrl: _photo, state: _state, createdAt: _made, ...details }: Vehicle) {
  return details;
}

interface EditProps {
  vehicle: Vehicle;
  onAsk: (what: 'disable' | 'archive') => void;
  onClose: () => void;
  children: ReactNode;
}

function EditVehicle({ vehicle, onAsk, onClose, children }: EditProps) {
  const path = { params: { path: { id: vehicle.id } } };
  const branches = useBranches();
  const groups = useQuery(vehicleChoicesQuery(vehicle.branchId)).data?.groups ?? [];
  const enable = useVehicleState(vehicle, 'active');
  const edit = useEdit({
    thing: edited(vehicle),
    read: async () => edited(await dataOf(api.GET('/api/v1/vehicles/{id}', path))),
    write: async (body, headers) =>
      edited(await dataOf(api.PATCH('/api/v1/vehicles/{id}', { ...path, body, headers }))),
    refreshes: [VEHICLES],
    onDone: () => {
      toast(m.saved(edit.value.name));
      onClose();
    },
  });
  const foot = (
    <>
      <div className="sheet-foot-start">
        {vehicle.state === 'active' ? (
          <Button kind="danger" onPress={() => onAsk('disable')}>
            {m.disable.action}
          </Button>
        ) : (
          <Button isPending={enable.isPending} onPress={() => enable.run()}>
            {m.enable}
          </Button>
        )}
        <Button kind="danger" onPress={() => onAsk('archive')}>
          {m.archive.action}
        </Button>
      </div>
      <Button onPress={onClose}>{common.cancel}</Button>
      <Button kind="filled" type="submit" isPending={edit.isPending}>
        {common.save}
      </Button>
    </>
  );
  const nameOf = (list: readonly { id: string; name: string }[], id: string) =>
    list.find((each) => each.id === id)?.name ?? id;
  const words = (value: string | number | null) => String(value ?? m.fields.nothing);
  return (
    <Sheet title={vehicle.name} isWide onClose={onClose} onSubmit={edit.save} foot={foot}>
      {vehicle.state === 'disabled' && <Notice tone="waiting">{m.disabledNote}</Notice>}
      <ChangedMeanwhile
        changes={edit.meanwhile}
        tell={{
          name: (name) => [m.name, name],
          registration: (registration) => [m.registration, registration],
          branchId: (id) => [m.branch, nameOf(branches, id)],
          kind: (kind) => [m.kind, kind],
          make: (make) => [m.fields.make, words(make)],
          model: (model) => [m.fields.model, words(model)],
          seats: (seats) => [m.seats, words(seats)],
          transmission: (gear) => [m.fields.transmission, gear ? m.transmissions[gear] : m.fields.notKnown],
          fuel: (fuel) => [m.fields.fuel, fuel ? m.fuels[fuel] : m.fields.notKnown],
          odometer: (reading) => [m.fields.odometer, words(reading)],
          groupIds: (ids) => [m.fields.groups, ids.map((id) => nameOf(groups, id)).join(', ') || m.fields.nothing],
          notes: (notes) => [m.fields.notes, words(notes)],
        }}
      />
      <ProblemNotice error={edit.error ?? enable.error} fields={FIELDS} />
      <VehiclePhoto vehicle={vehicle} canChange />
      <VehicleFields value={edit.value} onChange={edit.change} error={edit.error} />
      {children}
    </Sheet>
  );
}
