import { useQuery } from '@tanstack/react-query';
import { errorAt } from '../../api/api-problem';
import { peopleChoices, reasonsQuery } from '../../api/choices';
import { organisationQuery } from '../../api/organisation';
import { may, useSession } from '../../api/session';
import { bookingSheet as m } from '../../messages/booking-sheet';
import { common } from '../../messages/en';
import { today, zoneName } from '../../time';
import { Check } from '../../ui/fields/choices';
import { MultiPicker } from '../../ui/fields/picker';
import { Select } from '../../ui/fields/select';
import { TextField } from '../../ui/fields/text-field';
import { When } from '../../ui/when';
import { BookedFor } from './booked-for';
import { bodyOf, type Draft } from './draft';
import { OwnTime } from './own-time';

const findPassengers = peopleChoices('passenger');

interface FieldsProps {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
  zone: string;
  error: Error | null;
}

/** From when to when, by the clocks of the branch. */
export function Times({ draft, onChange, zone, error }: FieldsProps) {
  const { start, end } = bodyOf(draft, zone);
  return (
    <div className="stack-tight">
      <When
        label={m.pickUp}
        {...draft.start}
        min={today(zone)}
        onChange={(moment) => onChange({ start: moment })}
        error={errorAt(error, 'start')}
      />
      <When
        label={m.return}
        {...draft.end}
        min={draft.start.date}
        onChange={(moment) => onChange({ end: moment })}
        error={errorAt(error, 'end')}
      />
      <p className="small quiet">{common.timesIn(zoneName(zone, start || undefined))}</p>
      <OwnTime start={start} end={end} zone={zone} />
    </div>
  );
}

/** What every booking says besides its vehicle and its times. */
export function BookingFields({ draft, onChange, branchId, error }: Omit<FieldsProps, 'zone'> & { branchId: string }) {
  const session = useSession();
  const { data: reasons = [] } = useQuery(reasonsQuery);
  const shown = reasons.filter(({ id, state }) => state === 'active' || id === draft.reasonId);
  const mayBookForOthers = may(session, 'bookings.book_on_behalf') || draft.booker.id !== session.user.id;
  return (
    <>
      <Select
        label={m.reason}
        none={m.chooseReason}
        options={shown}
        value={draft.reasonId}
        onChange={(reasonId) => onChange({ reasonId })}
        error={errorAt(error, 'reasonId')}
      />
      <TextField
        label={m.destination}
        isOptional
        value={draft.destination}
        onChange={(destination) => onChange({ destination })}
        error={errorAt(error, 'destination')}
      />
      {mayBookForOthers && (
        <BookedFor
          value={draft.booker}
          onChange={(booker) => onChange({ booker })}
          branchId={branchId}
          error={errorAt(error, 'bookerId')}
        />
      )}
      <MultiPicker
        label={m.passengers}
        help={m.passengersHelp}
        isOptional
        search={findPassengers}
        searchKey="passenger"
        value={draft.passengers}
        onChange={(passengers) => onChange({ passengers })}
        error={errorAt(error, 'passengerIds')}
      />
      <Check
        label={m.wholeVehicle}
        help={m.wholeVehicleHelp}
        isChecked={draft.wholeVehicle}
        onChange={(wholeVehicle) => onChange({ wholeVehicle })}
      />
      <CustomFields draft={draft} onChange={onChange} error={error} />
      <TextField
        label={m.costCentre}
        isOptional
        value={draft.costCentre}
        onChange={(costCentre) => onChange({ costCentre })}
        error={errorAt(error, 'costCentre')}
      />
      <TextField
        label={m.notes}
        isOptional
        isLong
        value={draft.notes}
        onChange={(notes) => onChange({ notes })}
        error={errorAt(error, 'notes')}
      />
    </>
  );
}

/** The fields that the organisation has added (BK-1). */
function CustomFields({ draft, onChange, error }: Pick<FieldsProps, 'draft' | 'onChange' | 'error'>) {
  const { data: organisation } = useQuery(organisationQuery);
  return organisation?.customFields.map(({ key, label, required }) => (
    <TextField
      key={key}
      label={label}
      isOptional={!required}
      value={draft.customFields[key] ?? ''}
      onChange={(value) => onChange({ customFields: { ...draft.customFields, [key]: value } })}
      error={errorAt(error, `customFields.${key}`)}
    />
  ));
}
