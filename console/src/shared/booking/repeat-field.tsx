import { repeat as m } from '../../messages/booking-sheet';
import { weekdayOf } from '../../time';
import { Choices } from '../../ui/fields/choices';
import { Select } from '../../ui/fields/select';
import { TextField } from '../../ui/fields/text-field';
import { DateField } from '../../ui/when';
import { type Repeat, type RepeatKind, REPEATS, wordsOf } from './repeat';

interface RepeatFieldProps {
  value: Repeat;
  onChange: (repeat: Repeat) => void;
  /** The date of the pick-up. */
  first: string;
  error?: string | undefined;
}

/** Builds a rule from plain choices, and says it back as a sentence. */
export function RepeatField({ value, onChange, first, error }: RepeatFieldProps) {
  const change = (part: Partial<Repeat>) => onChange({ ...value, ...part });
  return (
    <div className="stack-tight">
      <Select
        label={m.label}
        options={REPEATS.map((id) => ({ id, name: m.kinds[id] }))}
        value={value.kind}
        onChange={(kind) => change({ kind: kind as RepeatKind, interval: 1, weekdays: [] })}
        error={value.kind === 'never' ? error : undefined}
      />
      {value.kind !== 'never' && first && (
        <div className="repeat stack-tight">
          {value.kind !== 'weekdays' && (
            <NumberField
              label={m.every[value.kind]}
              value={value.interval}
              onChange={(interval) => change({ interval })}
            />
          )}
          {value.kind === 'weekly' && (
            <Choices
              label={m.on}
              options={m.days.map((name, index) => ({ id: String(index + 1), name }))}
              value={(value.weekdays.length > 0 ? value.weekdays : [weekdayOf(first)]).map(String)}
              onChange={(ids) => change({ weekdays: ids.map(Number) })}
            />
          )}
          <Select
            label={m.ends}
            options={[
              { id: 'until', name: m.until },
              { id: 'count', name: m.count },
            ]}
            value={value.ends}
            onChange={(ends) => change({ ends: ends === 'count' ? 'count' : 'until' })}
          />
          {value.ends === 'until' ? (
            <DateField
              label={m.lastDay}
              value={value.until}
              min={first}
              onChange={(until) => change({ until })}
              error={error}
            />
          ) : (
            <NumberField label={m.times} value={value.count} onChange={(count) => change({ count })} error={error} />
          )}
          <p role="status" className="repeat-words">
            {wordsOf(value, first)}
          </p>
        </div>
      )}
    </div>
  );
}

interface NumberFieldProps {
  label: string;
  value: number;
  onChange: (value: number) => void;
  error?: string | undefined;
}

const NumberField = ({ label, value, onChange, error }: NumberFieldProps) => (
  <TextField
    label={label}
    inputMode="numeric"
    maxLength={3}
    value={value > 0 ? String(value) : ''}
    onChange={(typed) => onChange(Number(typed.replace(/\D/g, '')))}
    error={error}
  />
);
