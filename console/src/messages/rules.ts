import { listOf } from '../locale';
import { plural } from './en';

const UNITS = [
  [1_440, { one: '1 day', other: '# days' }],
  [60, { one: '1 hour', other: '# hours' }],
  [1, { one: '1 minute', other: '# minutes' }],
] as const;

/** A length of time: `2 days`, `1 hour 30 minutes`. */
export function lengthInWords(minutes: number): string {
  let left = minutes;
  const parts: string[] = [];
  for (const [size, forms] of UNITS) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) parts.push(plural(count, forms));
  }
  return parts.join(' ') || plural(0, UNITS[2][1]);
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
/** `Monday to Friday`, `Monday and Saturday`. */
function daysInWords(days: readonly number[]): string {
  const sorted = [...days].sort((one, other) => one - other);
  const [first, last] = [sorted[0]!, sorted.at(-1)!];
  if (sorted.length > 2 && last - first === sorted.length - 1) return `${WEEKDAYS[first - 1]} to ${WEEKDAYS[last - 1]}`;
  return listOf(sorted.map((day) => WEEKDAYS[day - 1]!));
}

/** What the settings say of booking reasons, policies, approval flows and custom fields. */
export const rules = {
  weekdays: WEEKDAYS.map((name, index) => ({ id: String(index + 1), name })),
  units: { minutes: 'Minutes', hours: 'Hours', days: 'Days' },
  unitOf: (label: string) => `${label}: unit`,
  name: 'Name',
  actions: 'Actions',
  editAction: 'Edit',
  edit: (name: string) => `Edit ${name}`,
  delete: 'Delete',
  deleteTitle: (name: string) => `Delete ${name}?`,
  added: (name: string) => `${name} was added.`,
  saved: (name: string) => `${name} was saved.`,
  deleted: (name: string) => `${name} was deleted.`,
  nothing: 'nothing',
  from: 'From',
  to: 'To',
  reasons: {
    about: 'People choose one of these when they book. Reports count by category.',
    add: 'Add reason',
    caption: 'Booking reasons',
    none: 'No booking reasons',
    noneText: 'Without a reason no one can book.',
    category: 'Category',
    categories: { business: 'Business', personal: 'Personal', maintenance: 'Maintenance' },
    state: 'State',
    states: { active: 'In use', disabled: 'Disabled' },
    builtIn: 'Built in',
    builtInHelp: 'This reason is built in. It can be disabled, but not deleted.',
    disable: 'Disable',
    enable: 'Enable',
    disabled: (name: string) => `${name} is hidden for new bookings.`,
    enabled: (name: string) => `${name} can be chosen again.`,
    deleteText: 'A reason that a booking uses cannot be deleted. Disable it instead.',
  },
  policies: {
    about: 'Limits on bookings of the vehicles that use the policy. A booking that breaks a limit is refused.',
    add: 'Add policy',
    caption: 'Booking policies',
    none: 'No booking policies',
    noneText: 'Add a policy, then choose it for the vehicles that should follow it.',
    limits: 'Limits',
    noLimits: 'No limits',
    deleteText: 'A policy that a vehicle uses cannot be deleted.',
    emptyHelp: 'Leave a field empty for no limit.',
    maxDaysAhead: 'Most days ahead',
    minNotice: 'Shortest notice',
    minLength: 'Shortest booking',
    maxLength: 'Longest booking',
    limitHours: 'Only during certain hours',
    hoursHelp: 'The whole booking must be within these hours, in the branch’s time.',
    weekdays: 'Days of the week',
    weekdaysHelp: 'Every day of the booking must be one of these.',
    buffer: 'Time between bookings',
    maxOpen: 'Most open bookings per person',
    words: {
      maxDaysAhead: (days: number) => plural(days, { one: 'at most 1 day ahead', other: 'at most # days ahead' }),
      minNoticeMinutes: (minutes: number) => `at least ${lengthInWords(minutes)} before the start`,
      minMinutes: (minutes: number) => `at least ${lengthInWords(minutes)} long`,
      maxMinutes: (minutes: number) => `at most ${lengthInWords(minutes)} long`,
      hours: (from: string, to: string) => `from ${from} to ${to}`,
      weekdays: (days: readonly number[]) => `on ${daysInWords(days)}`,
      bufferMinutes: (minutes: number) => `${lengthInWords(minutes)} between bookings`,
      maxOpenPerPerson: (count: number) =>
        plural(count, { one: 'at most 1 open booking per person', other: 'at most # open bookings per person' }),
    },
  },
  flows: {
    about: 'When a booking of a vehicle needs approval, and by whom. Choose the flow for the vehicles that need it.',
    add: 'Add approval flow',
    caption: 'Approval flows',
    none: 'No approval flows',
    noneText: 'Bookings are confirmed at once. Add a flow for vehicles that need approval.',
    when: 'Needs approval',
    steps: 'Steps',
    deleteText: 'A flow that a vehicle uses cannot be deleted. Open requests continue as they are.',
    never: 'Never',
    whenTitle: 'When a booking needs approval',
    whenHelp: 'Any one of these is enough.',
    always: 'Always',
    personalUse: 'The reason is personal use',
    interBranch: 'The booker belongs to another branch',
    recurring: 'The booking is recurring',
    longerThan: 'It is longer than',
    longerThanHelp: 'Leave empty if the length does not matter.',
    weekdays: 'It includes one of these days',
    outside: 'It is outside certain hours',
    stepsTitle: 'Who approves',
    stepsHelp: 'Steps are taken in order, each by a different person.',
    step: (number: number) => `Step ${number}`,
    stepName: (number: number) => `Name of step ${number}`,
    approver: (number: number) => `Approver of step ${number}`,
    anyApprover: 'Any approver of the branch',
    addStep: 'Add step',
    removeStep: (number: number) => `Remove step ${number}`,
    removeStepShort: 'Remove',
    firstStep: 'Approval',
    secondPerson: 'Always ask a second person',
    secondPersonHelp: 'Otherwise, a booking by someone who may approve it is approved at once.',
    noAnswer: 'If no one decides',
    noAnswers: {
      nothing: 'Wait until the booking starts, then let it lapse',
      lapse: 'Let the request lapse after some hours',
      escalate: 'Tell the admins after some hours',
    },
    afterHours: 'Hours until then',
    words: {
      always: 'always',
      personalUse: 'for personal use',
      interBranch: 'for bookers of another branch',
      recurring: 'for recurring bookings',
      longerThan: (minutes: number) => `if longer than ${lengthInWords(minutes)}`,
      weekdays: (days: readonly number[]) => `on ${daysInWords(days)}`,
      outside: (from: string, to: string) => `outside ${from} to ${to}`,
    },
    stepCount: (count: number) => plural(count, { one: '1 step', other: '# steps' }),
    withSecondPerson: (steps: string) => `${steps}, always a second person`,
  },
  fields: {
    about: 'Up to four fields of your own on every booking, such as a project number.',
    none: 'No custom fields yet.',
    label: (number: number) => `Label of field ${number}`,
    required: 'Required',
    requiredOf: (number: number) => `Field ${number} is required`,
    add: 'Add field',
    remove: (number: number) => `Remove field ${number}`,
    removeShort: 'Remove',
    most: 'There can be four fields at most.',
    removeNote: 'Bookings that have a value in a removed field keep it.',
    title: 'Custom fields',
    saved: 'The custom fields were saved.',
    now: (label: string, isRequired: boolean) => (isRequired ? `${label} (required)` : label),
  },
};
