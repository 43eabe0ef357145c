import { parseDate } from '@internationalized/date';
import { useId, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Calendar, CalendarCell, CalendarGrid } from 'react-aria-components/Calendar';
import { DateInput, DatePicker, DateSegment } from 'react-aria-components/DatePicker';
import { Dialog } from 'react-aria-components/Dialog';
import { Group } from 'react-aria-components/Group';
import { Heading } from 'react-aria-components/Heading';
import { Label } from 'react-aria-components/Label';
import { Popover } from 'react-aria-components/Popover';
import { common as m } from '../messages/en';
import { parseTime, showDate, showTime } from '../time';
import { Button } from './button';
import { FieldNotes, type FieldTexts } from './fields/field';
import { Icon } from './icon';

interface DateFieldProps extends FieldTexts {
  /** `2026-11-30`, or empty. */
  value: string;
  onChange: (date: string) => void;
  min?: string | undefined;
}

/** A date, typed or taken from a calendar; never in the order that another country writes it in. */
export function DateField({ label, error, isOptional, value, onChange, min, ...texts }: DateFieldProps) {
  const id = useId();
  // Numbers alone could be read the other way round; the weekday also shows a slip.
  const help = texts.help ?? (value && showDate(value));
  return (
    <DatePicker
      className="field"
      value={value ? parseDate(value) : null}
      minValue={min ? parseDate(min) : undefined}
      onChange={(date) => onChange(date?.toString() ?? '')}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      aria-describedby={[help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ') || undefined}
    >
      <Label className="field-label">
        {label} {isOptional && <span className="optional">{m.optional}</span>}
      </Label>
      <Group className="input date-input">
        <DateInput className="row times date-segments">{(segment) => <DateSegment segment={segment} />}</DateInput>
        <AriaButton className="button" data-kind="plain" data-icon-only aria-label={m.openCalendar}>
          <Icon name="calendar" />
        </AriaButton>
      </Group>
      <FieldNotes id={id} label={label} help={help} error={error} />
      <Popover className="popover calendar">
        <Dialog aria-label={label}>
          <Calendar>
            <header>
              <Button kind="plain" icon="previous" slot="previous" aria-label={m.previousMonth} />
              <Heading />
              <Button kind="plain" icon="next" slot="next" aria-label={m.nextMonth} />
            </header>
            <CalendarGrid>{(date) => <CalendarCell date={date} className="calendar-day" />}</CalendarGrid>
          </Calendar>
        </Dialog>
      </Popover>
    </DatePicker>
  );
}

interface TimeFieldProps extends FieldTexts {
  /** `09:30`, or empty. */
  value: string;
  onChange: (time: string) => void;
}

/** A time of day. "930" and "9.30 pm" are understood; what is no time stays as typed, and says so. */
export function TimeField({ label, help, error, value, onChange }: TimeFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [isWrong, setWrong] = useState(false);
  const problem = isWrong ? m.notATime : error;
  const finish = () => {
    if (typed === null) return;
    const time = typed.trim() === '' ? '' : parseTime(typed);
    setWrong(time === null);
    if (time === null) return;
    setTyped(null);
    onChange(time);
  };
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="input times"
        inputMode="text"
        autoComplete="off"
        placeholder="09:30"
        aria-invalid={problem ? true : undefined}
        aria-describedby={[help && `${id}-help`, problem && `${id}-error`].filter(Boolean).join(' ') || undefined}
        value={typed ?? (value && showTime(value))}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={finish}
        onKeyDown={({ key }) => key === 'Enter' && finish()}
      />
      <FieldNotes id={id} label={label} help={help} error={problem} />
    </div>
  );
}

interface WhenProps {
  /** "Pick-up": names the group; the date and the time are named after it. */
  label: string;
  date: string;
  time: string;
  onChange: (when: { date: string; time: string }) => void;
  min?: string;
  error?: string | undefined;
}

/** A date and a time of day, in the zone of the branch. */
export function When({ label, date, time, onChange, min, error }: WhenProps) {
  return (
    <div className="when" role="group" aria-label={label}>
      <DateField
        label={m.dateOf(label)}
        value={date}
        min={min}
        error={error}
        onChange={(value) => onChange({ date: value, time })}
      />
      <TimeField label={m.timeOf(label)} value={time} onChange={(value) => onChange({ date, time: value })} />
    </div>
  );
}
