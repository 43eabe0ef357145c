import { locale, locales } from '../../locale';
import { sampleOf } from '../../time';
import type { FieldTexts } from './field';
import { Select } from './select';

interface LocaleFieldProps extends Pick<FieldTexts, 'label' | 'error'> {
  value: string;
  onChange: (tag: string) => void;
  help: (sample: string) => string;
  /** The choice of none. */
  none?: string;
}

/** How dates, times and numbers are written, with an example of it. */
export function LocaleField({ value, help, ...props }: LocaleFieldProps) {
  return <Select {...props} help={help(sampleOf(value || locale()))} options={locales(value)} value={value} />;
}
