import { vehicleChoices } from '../api/choices';
import type { FieldTexts } from '../ui/fields/field';
import { type Found, Picker } from '../ui/fields/picker';
import type { Option } from '../ui/fields/select';

interface Choosable extends Option {
  registration: string;
}

interface VehiclePickerProps extends FieldTexts {
  branchId: string;
  /** Those that are known to be free: they come first, until something is typed. */
  free?: readonly Choosable[];
  value: Option | null;
  onChange: (vehicle: Option) => void;
}

/** One of the vehicles of a branch, however many there are: found by a part of its name or registration. */
export function VehiclePicker({ branchId, free = [], onChange, ...field }: VehiclePickerProps) {
  const search = async (typed: string): Promise<Found[]> => {
    const found = await vehicleChoices(branchId, typed);
    const first = typed ? [] : free;
    const others = found.filter(({ id }) => !first.some((vehicle) => vehicle.id === id));
    return [...first, ...others].map(({ id, name, registration }) => ({ id, name, detail: registration }));
  };
  return (
    <Picker
      {...field}
      search={search}
      searchKey={['vehicles', branchId, ...free.map(({ id }) => id)].join(' ')}
      onChange={(vehicle) => vehicle && onChange({ id: vehicle.id, name: vehicle.name })}
    />
  );
}
