import { useQuery } from '@tanstack/react-query';
import { errorAt } from '../api/api-problem';
import { may, useBranches, useSession } from '../api/session';
import { vehicles as m } from '../messages/vehicles';
import { Choices } from '../ui/fields/choices';
import { NumberField } from '../ui/fields/number-field';
import { Select } from '../ui/fields/select';
import { TextField } from '../ui/fields/text-field';
import { type Vehicle, vehicleChoicesQuery } from './vehicles-query';

/** What staff say of a vehicle. */
export type Details = Omit<Vehicle, 'id' | 'photoUrl' | 'state' | 'version' | 'createdAt'>;

export const FIELDS = [
  'branchId',
  'name',
  'registration',
  'kind',
  'make',
  'model',
  'seats',
  'transmission',
  'fuel',
  'odometer',
  'locationId',
  'accessoryIds',
  'groupIds',
  'policyId',
  'approvalFlowId',
  'notes',
];

const TRANSMISSIONS = Object.entries(m.transmissions).map(([id, name]) => ({ id, name }));
const FUELS = Object.entries(m.fuels).map(([id, name]) => ({ id, name }));

interface FieldsProps {
  value: Details;
  onChange: (change: Partial<Details>) => void;
  error: Error | null;
}

/** Everything that can be said of a vehicle. */
export function VehicleFields({ value, onChange, error }: FieldsProps) {
  const text = (field: 'make' | 'model', label: string) => (
    <TextField
      label={label}
      isOptional
      value={value[field] ?? ''}
      onChange={(typed) => onChange({ [field]: typed || null })}
      error={errorAt(error, field)}
      maxLength={60}
    />
  );
  return (
    <>
      <div className="vehicle-fields">
        <TextField
          label={m.name}
          value={value.name}
          onChange={(name) => onChange({ name })}
          error={errorAt(error, 'name')}
          maxLength={100}
        />
        <TextField
          label={m.registration}
          value={value.registration}
          onChange={(registration) => onChange({ registration })}
          error={errorAt(error, 'registration')}
          maxLength={30}
        />
        <BranchField value={value} onChange={onChange} error={error} />
        <TextField
          label={m.kind}
          help={m.fields.kindHelp}
          value={value.kind}
          onChange={(kind) => onChange({ kind })}
          error={errorAt(error, 'kind')}
          maxLength={40}
        />
        {text('make', m.fields.make)}
        {text('model', m.fields.model)}
        <NumberField
          label={m.seats}
          value={value.seats}
          onChange={(seats) => onChange({ seats: seats as number })}
          error={errorAt(error, 'seats')}
        />
        <NumberField
          label={m.fields.odometer}
          help={m.fields.odometerHelp}
          isOptional
          value={value.odometer}
          onChange={(odometer) => onChange({ odometer })}
          error={errorAt(error, 'odometer')}
        />
        <Select
          label={m.fields.transmission}
          none={m.fields.notKnown}
          options={TRANSMISSIONS}
          value={value.transmission ?? ''}
          onChange={(id) => onChange({ transmission: (id || null) as Details['transmission'] })}
          error={errorAt(error, 'transmission')}
        />
        <Select
          label={m.fields.fuel}
          none={m.fields.notKnown}
          options={FUELS}
          value={value.fuel ?? ''}
          onChange={(id) => onChange({ fuel: (id || null) as Details['fuel'] })}
          error={errorAt(error, 'fuel')}
        />
      </div>
      {value.branchId && (
        <>
          <BranchThings value={value} onChange={onChange} error={error} />
          <Rules value={value} onChange={onChange} error={error} />
        </>
      )}
      <TextField
        label={m.fields.notes}
        isOptional
        isLong
        value={value.notes ?? ''}
        onChange={(notes) => onChange({ notes: notes || null })}
        error={errorAt(error, 'notes')}
        maxLength={5_000}
      />
    </>
  );
}

function BranchField({ value, onChange, error }: FieldsProps) {
  const session = useSession();
  const data = useBranches();
  const branches = data.filter(({ id }) => id === value.branchId || may(session, 'vehicles.manage', id));
  // What the vehicle has belongs to its branch. The service takes along what exists in both, and says what it cannot.
  const move = (branchId: string) => onChange({ branchId, locationId: null, accessoryIds: [], groupIds: [] });
  return (
    <Select
      label={m.branch}
      help={value.branchId && m.fields.branchHelp}
      none={value.branchId ? undefined : ''}
      options={branches}
      value={value.branchId}
      onChange={move}
      error={errorAt(error, 'branchId')}
    />
  );
}

/** Location, accessories and groups: what exists in the branch of the vehicle. */
function BranchThings({ value, onChange, error }: FieldsProps) {
  const { data } = useQuery(vehicleChoicesQuery(value.branchId));
  const [locations, accessories, groups] = [data?.locations ?? [], data?.accessories ?? [], data?.groups ?? []];
  return (
    <>
      <Select
        label={m.fields.location}
        none={m.fields.noLocation}
        options={locations}
        value={value.locationId ?? ''}
        onChange={(id) => onChange({ locationId: id || null })}
        error={errorAt(error, 'locationId')}
      />
      {accessories.length > 0 && (
        <Choices
          label={m.fields.accessories}
          isOptional
          options={accessories}
          value={value.accessoryIds}
          onChange={(accessoryIds) => onChange({ accessoryIds })}
          error={errorAt(error, 'accessoryIds')}
        />
      )}
      {groups.length > 0 && (
        <Choices
          label={m.fields.groups}
          help={m.fields.groupsHelp}
          isOptional
          options={groups}
          value={value.groupIds}
          onChange={(groupIds) => onChange({ groupIds })}
          error={errorAt(error, 'groupIds')}
        />
      )}
    </>
  );
}

/** Policy and approval flow, for who may see these: they are the organisation's. */
function Rules({ value, onChange, error }: FieldsProps) {
  const { data } = useQuery(vehicleChoicesQuery(value.branchId));
  const { policies, approvalFlows: flows } = data ?? {};
  if (!policies && !flows) return null;
  return (
    <div className="vehicle-fields">
      {policies && (
        <Select
          label={m.fields.policy}
          none={m.fields.noPolicy}
          options={policies}
          value={value.policyId ?? ''}
          onChange={(id) => onChange({ policyId: id || null })}
          error={errorAt(error, 'policyId')}
        />
      )}
      {flows && (
        <Select
          label={m.fields.flow}
          none={m.fields.noFlow}
          options={flows}
          value={value.approvalFlowId ?? ''}
          onChange={(id) => onChange({ approvalFlowId: id || null })}
          error={errorAt(error, 'approvalFlowId')}
        />
      )}
    </div>
  );
}
