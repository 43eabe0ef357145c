import { timeZones } from '../../time';
import type { FieldTexts } from './field';
import { Select } from './select';

interface TimeZoneFieldProps extends FieldTexts {
  value: string;
  onChange: (zone: string) => void;
}

/** One of the world's time zones; typing a city's name finds it in the list. */
export function TimeZoneField({ value, onChange, ...texts }: TimeZoneFieldProps) {
  const zones = timeZones();
  const options = (zones.includes(value) ? zones : [value, ...zones]).map((id) => ({
    id,
    name: id.replaceAll('_', ' '),
  }));
  return <Select {...texts} options={options} value={value} onChange={onChange} />;
}
