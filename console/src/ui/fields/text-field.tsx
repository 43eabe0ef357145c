import { type InputHTMLAttributes, useEffect, useRef } from 'react';
import { Field, type FieldTexts } from './field';
import { Icon } from '../icon';

type InputProps = Pick<
  InputHTMLAttributes<HTMLInputElement>,
  | 'type'
  | 'autoComplete'
  | 'autoFocus'
  | 'inputMode'
  | 'maxLength'
  | 'placeholder'
  | 'spellCheck'
  | 'required'
  | 'onFocus'
>;

export interface TextFieldProps extends FieldTexts, InputProps {
  value: string;
  onChange: (value: string) => void;
  /** Several lines. */
  isLong?: boolean;
  rows?: number;
}

export function TextField({
  label,
  help,
  error,
  isOptional,
  isLong,
  rows = 3,
  value,
  onChange,
  autoFocus,
  ...input
}: TextFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  // Not by the attribute: where the field is in a sheet above another one, the focus would be sent back to the lower sheet,
  // which learns of the upper one a moment later.
  useEffect(() => {
    if (autoFocus) field.current?.focus();
  }, [autoFocus]);
  return (
    <Field label={label} help={help} error={error} isOptional={isOptional}>
      {(control) =>
        isLong ? (
          <textarea
            {...control}
            className="input"
            rows={rows}
            maxLength={input.maxLength}
            required={input.required}
            value={value}
            onChange={({ target }) => onChange(target.value)}
          />
        ) : (
          <input
            {...input}
            {...control}
            ref={field}
            className="input"
            value={value}
            onChange={({ target }) => onChange(target.value)}
          />
        )
      }
    </Field>
  );
}

interface SearchFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

export function SearchField({ label, value, onChange }: SearchFieldProps) {
  return (
    <Field label={label}>
      {(control) => (
        <div className="search-input">
          <Icon name="search" />
          <input
            {...control}
            className="input"
            type="search"
            autoComplete="off"
            value={value}
            onChange={({ target }) => onChange(target.value)}
          />
        </div>
      )}
    </Field>
  );
}
