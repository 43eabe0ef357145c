import { Field, type FieldTexts } from './field';

export interface Option {
  id: string;
  name: string;
}

interface SelectProps extends FieldTexts {
  options: readonly Option[];
  value: string;
  onChange: (id: string) => void;
  /** The choice of nothing: "All branches", "Choose a reason". */
  none?: string;
}

/** One of a few, as the browser's own list: the quickest by keyboard and the best on a phone. */
export function Select({ options, value, onChange, none, ...texts }: SelectProps) {
  return (
    <Field {...texts}>
      {(control) => (
        <select {...control} className="input" value={value} onChange={({ target }) => onChange(target.value)}>
          {none !== undefined && <option value="">{none}</option>}
          {options.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
