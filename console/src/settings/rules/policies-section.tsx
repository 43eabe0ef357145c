import { useQuery } from '@tanstack/react-query';
import { errorAt } from '../../api/api-problem';
import { api, dataOf } from '../../api/client';
import type { Schema } from '../../api/types';
import { rules } from '../../messages/rules';
import { settings } from '../../messages/settings';
import { Choices } from '../../ui/fields/choices';
import type { Column } from '../../ui/data-table';
import { NumberField } from '../../ui/fields/number-field';
import { TextField } from '../../ui/fields/text-field';
import { HoursField } from '../hours-field';
import { LengthField } from './length-field';
import { policiesQuery } from './rules-query';
import { RuleList } from './rule-list';
import { type RuleKind, RuleSheet } from './rule-sheet';
import { useOpened } from '../use-opened';

const m = rules.policies;

type Answer = Schema<'BookingPolicy'>;
/** Each limit is there; null is none. */
type Policy = {
  [Field in keyof Required<Answer>]: Required<Answer>[Field] | (Field extends 'id' | 'name' | 'version' ? never : null);
};
type Details = Omit<Policy, 'id' | 'version'>;

const NO_LIMITS = {
  maxDaysAhead: null,
  minNoticeMinutes: null,
  minMinutes: null,
  maxMinutes: null,
  hours: null,
  weekdays: null,
  bufferMinutes: null,
  maxOpenPerPerson: null,
};
const full = (answer: Answer): Policy => ({ ...NO_LIMITS, ...answer });

/** The limits of a policy, each as people say it. */
function inWords(policy: Policy): string[] {
  const { hours, weekdays } = policy;
  const simple = (['maxDaysAhead', 'minNoticeMinutes', 'minMinutes', 'maxMinutes'] as const).flatMap((field) => {
    const value = policy[field];
    return value === null ? [] : [m.words[field](value)];
  });
  return [
    ...simple,
    ...(hours ? [m.words.hours(hours.from, hours.to)] : []),
    ...(weekdays ? [m.words.weekdays(weekdays)] : []),
    ...(policy.bufferMinutes === null ? [] : [m.words.bufferMinutes(policy.bufferMinutes)]),
    ...(policy.maxOpenPerPerson === null ? [] : [m.words.maxOpenPerPerson(policy.maxOpenPerPerson)]),
  ];
}

const sentence = (parts: readonly string[], none: string): string => {
  const text = parts.join('; ') || none;
  return text[0]!.toUpperCase() + text.slice(1);
};

const KIND: RuleKind<Policy> = {
  add: m.add,
  deleteText: m.deleteText,
  fields: ['name', ...Object.keys(NO_LIMITS)],
  refreshes: [policiesQuery.queryKey],
  empty: { name: '', ...NO_LIMITS },
  read: async (id) => {
    const { items } = await dataOf(api.GET('/api/v1/booking-policies', { params: { query: { limit: 200 } } }));
    return full(items.find((policy) => policy.id === id)!);
  },
  make: (body) => dataOf(api.POST('/api/v1/booking-policies', { body })),
  amend: async (id, body, headers) =>
    full(await dataOf(api.PATCH('/api/v1/booking-policies/{id}', { params: { path: { id } }, body, headers }))),
  remove: (id) => api.DELETE('/api/v1/booking-policies/{id}', { params: { path: { id } } }),
  tell: {
    name: (name) => [rules.name, name],
    maxDaysAhead: (days) => [m.maxDaysAhead, String(days ?? rules.nothing)],
    minNoticeMinutes: (minutes) => [m.minNotice, minutes === null ? rules.nothing : m.words.minNoticeMinutes(minutes)],
    minMinutes: (minutes) => [m.minLength, minutes === null ? rules.nothing : m.words.minMinutes(minutes)],
    maxMinutes: (minutes) => [m.maxLength, minutes === null ? rules.nothing : m.words.maxMinutes(minutes)],
    hours: (hours) => [m.limitHours, hours ? m.words.hours(hours.from, hours.to) : rules.nothing],
    weekdays: (days) => [m.weekdays, days ? m.words.weekdays(days) : rules.nothing],
    bufferMinutes: (minutes) => [m.buffer, minutes === null ? rules.nothing : m.words.bufferMinutes(minutes)],
    maxOpenPerPerson: (count) => [m.maxOpen, String(count ?? rules.nothing)],
  },
};

export function PoliciesSection() {
  const { opened, open, close } = useOpened();
  const list = useQuery(policiesQuery);
  const rows = (list.data ?? []).map(full);
  const chosen = rows.find(({ id }) => id === opened);
  return (
    <RuleList
      title={settings.names.policies}
      words={m}
      rows={rows}
      state={list}
      columns={COLUMNS}
      narrow={(policy) => sentence(inWords(policy), m.noLimits)}
      onOpen={open}
    >
      {(opened === 'new' || chosen) && (
        <RuleSheet key={opened} kind={KIND} rule={chosen} onClose={close}>
          {(props) => <PolicyFields {...props} />}
        </RuleSheet>
      )}
    </RuleList>
  );
}

const COLUMNS: Column<Policy>[] = [
  { id: 'limits', header: m.limits, cell: (policy) => sentence(inWords(policy), m.noLimits), isWideOnly: true },
];

interface FieldsProps {
  value: Details;
  onChange: (change: Partial<Details>) => void;
  error: Error | null;
}

function PolicyFields({ value, onChange, error }: FieldsProps) {
  const length = (field: 'minNoticeMinutes' | 'minMinutes' | 'maxMinutes' | 'bufferMinutes', label: string) => (
    <LengthField
      label={label}
      value={value[field]}
      onChange={(minutes) => onChange({ [field]: minutes })}
      error={errorAt(error, field)}
    />
  );
  return (
    <>
      <TextField
        label={rules.name}
        value={value.name}
        onChange={(name) => onChange({ name })}
        error={errorAt(error, 'name')}
        maxLength={100}
      />
      <p className="quiet">{m.emptyHelp}</p>
      <NumberField
        label={m.maxDaysAhead}
        isOptional
        value={value.maxDaysAhead}
        onChange={(maxDaysAhead) => onChange({ maxDaysAhead })}
        error={errorAt(error, 'maxDaysAhead')}
      />
      {length('minNoticeMinutes', m.minNotice)}
      {length('minMinutes', m.minLength)}
      {length('maxMinutes', m.maxLength)}
      <HoursField
        label={m.limitHours}
        help={m.hoursHelp}
        field="hours"
        value={value.hours}
        onChange={(hours) => onChange({ hours })}
        error={error}
      />
      <Choices
        label={m.weekdays}
        help={m.weekdaysHelp}
        isOptional
        options={rules.weekdays}
        value={(value.weekdays ?? []).map(String)}
        onChange={(days) => onChange({ weekdays: days.length > 0 ? days.map(Number).sort() : null })}
        error={errorAt(error, 'weekdays')}
      />
      {length('bufferMinutes', m.buffer)}
      <NumberField
        label={m.maxOpen}
        isOptional
        value={value.maxOpenPerPerson}
        onChange={(maxOpenPerPerson) => onChange({ maxOpenPerPerson })}
        error={errorAt(error, 'maxOpenPerPerson')}
      />
    </>
  );
}
