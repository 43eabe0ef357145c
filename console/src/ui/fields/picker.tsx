import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useId, useState } from 'react';
import { ComboBox } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { common as m } from '../../messages/en';
import { Button } from '../button';
import { FieldNotes, type FieldTexts } from './field';
import { Icon } from '../icon';
import { messageOf } from '../notice';
import type { Option } from './select';

export interface Found extends Option {
  /** What tells it from another of the same name. */
  detail?: string;
}

interface SearchProps extends FieldTexts {
  /** Finds those that have what was typed in their name; with an empty text, the first ones. */
  search: (typed: string) => Promise<readonly Found[]>;
  /** Tells apart what different pickers found. */
  searchKey: string;
}

interface PickerProps extends SearchProps {
  value: Found | null;
  onChange: (chosen: Found | null) => void;
}

/** One of many, found by typing a part of the name. An optional one is given up by emptying the field. */
export function Picker({ value, onChange, ...search }: PickerProps) {
  const [typed, setTyped] = useState(value?.name ?? '');
  const [shownId, setShownId] = useState(value?.id);
  // Chosen here or set from outside: the field shows it.
  if (value?.id !== shownId) {
    setShownId(value?.id);
    setTyped(value?.name ?? '');
  }
  // Before anything is typed, the list begins with the one that is chosen.
  const chosen = value && typed === value.name ? value : null;
  return (
    <PickerField
      {...search}
      typed={typed}
      onType={setTyped}
      wanted={chosen ? '' : typed}
      selectedId={value?.id ?? null}
      optionsOf={(found) => (chosen ? [chosen, ...found.filter(({ id }) => id !== chosen.id)] : found)}
      onChoose={(option) => {
        setTyped(option.name);
        onChange(option);
      }}
      onLeave={() => {
        if (search.isOptional && typed.trim() === '') onChange(null);
        else setTyped(value?.name ?? '');
      }}
    />
  );
}

interface MultiPickerProps extends SearchProps {
  value: readonly Option[];
  onChange: (chosen: Option[]) => void;
}

/** Several of many: each that was chosen stands below the field and can be removed. */
export function MultiPicker({ value, onChange, ...search }: MultiPickerProps) {
  const [typed, setTyped] = useState('');
  const isChosen = ({ id }: Option) => value.some((chosen) => chosen.id === id);
  return (
    <div className="stack-tight">
      <PickerField
        {...search}
        typed={typed}
        onType={setTyped}
        wanted={typed}
        selectedId={value.at(-1)?.id ?? null}
        optionsOf={(found) => found.filter((option) => !isChosen(option))}
        onChoose={(option) => {
          setTyped('');
          onChange([...value, option]);
        }}
        onLeave={() => setTyped('')}
      />
      {value.length > 0 && (
        <ul className="chips" aria-label={search.label}>
          {value.map((chosen) => (
            <li key={chosen.id} className="chip">
              {chosen.name}
              <Button
                kind="plain"
                icon="close"
                aria-label={m.remove(chosen.name)}
                onPress={() => onChange(value.filter(({ id }) => id !== chosen.id))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const fits = ({ name, detail = '' }: Found, typed: string): boolean =>
  `${name} ${detail}`.toLowerCase().includes(typed.toLowerCase());

interface PickerFieldProps extends SearchProps {
  typed: string;
  onType: (typed: string) => void;
  /** What to search for: not always what stands in the field. */
  wanted: string;
  selectedId: string | null;
  /** What is offered of what was found. */
  optionsOf: (found: readonly Found[]) => readonly Found[];
  onChoose: (option: Found) => void;
  /** The focus goes elsewhere. */
  onLeave: () => void;
}

function PickerField({ search, searchKey, label, help, error, isOptional, ...props }: PickerFieldProps) {
  const { typed, onType, selectedId, optionsOf, onChoose, onLeave } = props;
  const id = useId();
  // A form may have several of them: each reads its list when somebody turns to it.
  const [isEntered, setEntered] = useState(false);
  const wanted = useDeferredValue(props.wanted.trim());
  const {
    data: found = [],
    error: failure,
    isPlaceholderData,
  } = useQuery({
    queryKey: ['picker', searchKey, wanted],
    queryFn: () => search(wanted),
    enabled: isEntered,
    placeholderData: (previous) => previous,
  });
  // Until the answer is there, only what fits of the one before: Enter never takes what is no longer searched for.
  const isStale = isPlaceholderData || wanted !== props.wanted.trim();
  const options = optionsOf(isStale ? found.filter((option) => fits(option, props.wanted.trim())) : found);
  const whenNone = isStale ? m.searching : m.nothingFound;
  const nothing = failure ? messageOf(failure) : whenNone;
  return (
    <ComboBox
      className="field"
      menuTrigger="focus"
      onFocus={() => setEntered(true)}
      onBlur={onLeave}
      onKeyDown={(event) => {
        // Escape closes what is open: the list first, the sheet only when it is pressed again.
        const isListOpen = event.currentTarget.getAttribute('aria-expanded') === 'true';
        if (event.key === 'Escape' && isListOpen) event.stopPropagation();
      }}
      allowsEmptyCollection
      // Else what was typed is taken away whenever the list closes. It also closes when the sheet scrolls, as it does to
      // bring a field into view that has just got the focus.
      allowsCustomValue
      items={options}
      inputValue={typed}
      onInputChange={onType}
      selectedKey={selectedId}
      onSelectionChange={(key) => {
        const chosen = options.find((option) => option.id === key);
        if (chosen) onChoose(chosen);
      }}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      aria-describedby={[help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ') || undefined}
    >
      <Label className="field-label">
        {label} {isOptional && <span className="optional">{m.optional}</span>}
      </Label>
      <div className="search-input">
        <Icon name="search" />
        <Input className="input" />
      </div>
      <FieldNotes id={id} label={label} help={help} error={error} />
      <Popover className="popover">
        <ListBox<Found> className="menu" renderEmptyState={() => <p className="menu-item quiet">{nothing}</p>}>
          {(option) => (
            <ListBoxItem id={option.id} className="menu-item" textValue={option.name}>
              {option.name}
              {option.detail && <span className="quiet">{option.detail}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
