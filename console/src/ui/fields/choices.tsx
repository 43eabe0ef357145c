import { useId, useState } from 'react';
import { common as m } from '../../messages/en';
import { FieldNotes, type FieldTexts } from './field';
import type { Option } from './select';

interface ChoicesProps extends FieldTexts {
  options: readonly (Option & { help?: string; isDisabled?: boolean })[];
  value: readonly string[];
  onChange: (ids: string[]) => void;
  /** Said where there is nothing to choose from. */
  none?: string;
}

const SEARCH_FROM = 13;

/** Any number of a list, as checkboxes: everything can be seen, and nothing has to be opened. */
export function Choices({ label, help, error, isOptional, options, value, onChange, none }: ChoicesProps) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const shown = options.filter(({ name }) => name.toLowerCase().includes(typed.trim().toLowerCase()));
  const toggle = (option: string, isChosen: boolean) =>
    onChange(isChosen ? [...value, option] : value.filter((each) => each !== option));
  const describedBy = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <div className="field" role="group" aria-labelledby={`${id}-label`} aria-describedby={describedBy}>
      <span className="field-label" id={`${id}-label`}>
        {label} {isOptional && <span className="optional">{m.optional}</span>}
      </span>
      {options.length >= SEARCH_FROM && (
        <input
          className="input"
          type="search"
          aria-label={m.searchList}
          placeholder={m.search}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      )}
      <div className="choices">
        {shown.map((option) => (
          <label className="check" key={option.id}>
            <input
              type="checkbox"
              aria-labelledby={`${id}-${option.id}`}
              aria-describedby={option.help && `${id}-${option.id}-help`}
              checked={value.includes(option.id)}
              disabled={option.isDisabled}
              onChange={({ target }) => toggle(option.id, target.checked)}
            />
            <span>
              <span id={`${id}-${option.id}`}>{option.name}</span>
              {option.help && (
                <span className="field-help" id={`${id}-${option.id}-help`}>
                  {option.help}
                </span>
              )}
            </span>
          </label>
        ))}
        {shown.length === 0 && (
          <span className="quiet">{options.length > 0 ? m.nothingFound : (none ?? m.nothingFound)}</span>
        )}
      </div>
      <FieldNotes id={id} label={label} help={help} error={error} />
    </div>
  );
}

interface CheckProps {
  label: string;
  help?: string;
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
}

export function Check({ label, help, isChecked, onChange }: CheckProps) {
  const id = useId();
  return (
    <label className="check">
      <input
        type="checkbox"
        aria-labelledby={`${id}-label`}
        aria-describedby={help && `${id}-help`}
        checked={isChecked}
        onChange={({ target }) => onChange(target.checked)}
      />
      <span>
        <span id={`${id}-label`}>{label}</span>
        {help && (
          <span className="field-help" id={`${id}-help`}>
            {' '}
            {help}
          </span>
        )}
      </span>
    </label>
  );
}
