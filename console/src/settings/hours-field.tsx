import { errorAt } from '../api/api-problem';
import { rules as m } from '../messages/rules';
import { Check } from '../ui/fields/choices';
import { TimeField } from '../ui/when';

export interface Hours {
  from: string;
  to: string;
}

const USUAL: Hours = { from: '08:00', to: '18:00' };

interface HoursFieldProps {
  label: string;
  help?: string;
  /** The name of the field in the API. */
  field: string;
  value: Hours | null;
  onChange: (hours: Hours | null) => void;
  error: Error | null;
}

/** Hours of the day, or none. The end of the day is typed as 0:00 or 24:00. */
export function HoursField({ label, help, field, value, onChange, error }: HoursFieldProps) {
  return (
    <>
      <Check label={label} help={help} isChecked={value !== null} onChange={(isOn) => onChange(isOn ? USUAL : null)} />
      {value && (
        <div className="row row-start">
          <TimeField
            label={m.from}
            value={value.from}
            onChange={(from) => onChange({ ...value, from })}
            error={errorAt(error, `${field}.from`) ?? ownError(error, field)}
          />
          <TimeField
            label={m.to}
            value={value.to === '24:00' ? '00:00' : value.to}
            onChange={(to) => onChange({ ...value, to: to === '00:00' ? '24:00' : to })}
            error={errorAt(error, `${field}.to`)}
          />
        </div>
      )}
    </>
  );
}

/** What is wrong with the hours as a whole, not inside them. */
const ownError = (error: Error | null, field: string): string | undefined =>
  (error as { errors?: { field: string; message: string }[] } | null)?.errors?.find((each) => each.field === field)
    ?.message;
