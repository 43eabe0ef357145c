import { useState } from 'react';
import { rules as m } from '../../messages/rules';
import { NumberField } from '../../ui/fields/number-field';
import { Select } from '../../ui/fields/select';

const SIZES = { minutes: 1, hours: 60, days: 1_440 };
type Unit = keyof typeof SIZES;
const UNITS = (Object.keys(SIZES) as Unit[]).map((id) => ({ id, name: m.units[id] }));

const unitOf = (minutes: number | null): Unit => {
  if (!minutes || minutes % 60 !== 0) return minutes ? 'minutes' : 'hours';
  return minutes % 1_440 === 0 ? 'days' : 'hours';
};

interface LengthFieldProps {
  label: string;
  help?: string;
  error?: string | undefined;
  /** In minutes. */
  value: number | null;
  onChange: (minutes: number | null) => void;
}

/** A length of time as a number and its unit. Empty is none. */
export function LengthField({ label, help, error, value, onChange }: LengthFieldProps) {
  const [unit, setUnit] = useState<Unit>(() => unitOf(value));
  const size = SIZES[unit];
  const choose = (id: string) => {
    setUnit(id as Unit);
    if (value !== null) onChange((value / size) * SIZES[id as Unit]);
  };
  return (
    <div className="row row-start length">
      <NumberField
        label={label}
        help={help}
        isOptional
        error={error}
        value={value === null ? null : value / size}
        onChange={(count) => onChange(count === null ? null : count * size)}
      />
      <Select label={m.unitOf(label)} options={UNITS} value={unit} onChange={choose} />
    </div>
  );
}
