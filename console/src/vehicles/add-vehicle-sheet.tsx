import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, dataOf } from '../api/client';
import { may, useBranches, useSession } from '../api/session';
import { useAction } from '../api/use-action';
import { vehicles as m } from '../messages/vehicles';
import { ProblemNotice } from '../ui/notice';
import { Sheet } from '../ui/layers/sheet';
import { SubmitFoot } from '../ui/fields/submit-foot';
import { toast } from '../ui/layers/toast';
import { type Details, FIELDS, VehicleFields } from './vehicle-fields';
import { PhotoField, sendPhoto } from './vehicle-photo';
import { VEHICLES, type Vehicle } from './vehicles-query';

const EMPTY: Details = {
  branchId: '',
  name: '',
  registration: '',
  kind: 'car',
  make: null,
  model: null,
  seats: 5,
  transmission: null,
  fuel: null,
  odometer: null,
  locationId: null,
  accessoryIds: [],
  groupIds: [],
  policyId: null,
  approvalFlowId: null,
  notes: null,
};

interface AddVehicleSheetProps {
  onClose: () => void;
  /** Opens what was added. */
  onAdded: (id: string) => void;
}

export function AddVehicleSheet({ onClose, onAdded }: AddVehicleSheetProps) {
  const session = useSession();
  const own = useBranches().filter(({ id }) => may(session, 'vehicles.manage', id));
  // Where there is one branch only, nobody has to choose it.
  const usual = session.user.branchId ?? (own.length === 1 ? own[0]!.id : '');
  const client = useQueryClient();
  const [details, setDetails] = useState<Details>({ ...EMPTY, branchId: usual });
  // A branch that nobody chose is missing, and no wrong id.
  const branchId = details.branchId || (undefined as never);
  const [photo, setPhoto] = useState<File | null>(null);
  const add = useAction(() => dataOf(api.POST('/api/v1/vehicles', { body: { ...details, branchId } })), {
    onDone: (vehicle: Vehicle) => void finish(vehicle),
  });
  // The vehicle is there before its photo: where that fails, its own sheet is open and says so.
  const finish = async (vehicle: Vehicle) => {
    try {
      if (photo) await sendPhoto(vehicle, photo);
      toast(m.added(vehicle.name));
    } catch {
      toast(m.photo.notAdded(vehicle.name));
      onAdded(vehicle.id);
      return;
    } finally {
      await client.invalidateQueries({ queryKey: VEHICLES });
    }
    onClose();
  };
  const foot = <SubmitFoot onCancel={onClose} isPending={add.isPending} submit={m.add} />;
  return (
    <Sheet title={m.add} isWide isBlank onClose={onClose} onSubmit={() => add.run()} foot={foot}>
      <ProblemNotice error={add.error} fields={FIELDS} />
      <PhotoField label={m.photo.choose} help={photo ? m.photo.chosen(photo.name) : m.photo.help} onFile={setPhoto} />
      <VehicleFields
        value={details}
        onChange={(change) => setDetails((before) => ({ ...before, ...change }))}
        error={add.error}
      />
    </Sheet>
  );
}
