import { listOf } from '../locale';
import { plural } from './en';

/** The sheet that books a vehicle, and what it shares with editing a booking. */
export const bookingSheet = {
  title: (vehicle: string) => `Book ${vehicle}`,
  loading: 'Book a vehicle',
  facts: (registration: string, kind: string, seats: number) =>
    `${registration} · ${kind} · ${plural(seats, { one: '1 seat', other: '# seats' })}`,
  pickUp: 'Pick-up',
  return: 'Return',
  yours: (range: string) => `Your time: ${range}`,
  reason: 'Reason',
  chooseReason: 'Choose a reason',
  destination: 'Destination',
  bookedFor: 'Booked for',
  bookedForHelp: 'Type a part of the name.',
  addContact: 'Add contact',
  passengers: 'Passengers',
  passengersHelp: 'Type a part of the name. They get an email.',
  wholeVehicle: 'Whole vehicle',
  wholeVehicleHelp: 'No one else can take a seat.',
  costCentre: 'Cost centre',
  notes: 'Notes',
  override: 'Override the policy',
  overrideHelp: 'It is recorded on the booking.',
  lacksEnd: 'Choose when it ends.',
  confirm: 'Confirm booking',
  confirmed: 'Booked.',
  pending: 'Requested. You will get an email when it is decided.',
  seriesBooked: (count: number) => plural(count, { one: '1 booking made.', other: '# bookings made.' }),
  open: 'Open',
  contact: {
    title: 'Add a contact',
    text: 'A contact can be booked for and cannot sign in.',
    name: 'Name',
    email: 'Email',
    branch: 'Branch',
    add: 'Add contact',
    added: (name: string) => `${name} was added.`,
  },
  refusal: {
    free: 'These are free at that time:',
    choose: (vehicle: string) => `Book ${vehicle} instead`,
    freeFrom: (vehicle: string, at: string) => `${vehicle} is free for the same length of time from ${at}.`,
    takeIt: 'Use this time',
    none: 'Nothing else in this branch is free at that time.',
    join: 'Join waiting list',
    joined:
      'You are on the waiting list. We will email you when a vehicle becomes free. See “Bookings” for what you wait for.',
    board: 'See the board',
    kept: 'Nothing you typed is lost.',
  },
  stale: {
    title: 'This booking was changed in the meantime',
    text: 'Your changes are kept. Check them and save again to apply them to the booking as it is now.',
    field: (label: string, value: string) => `${label} is now ${value}.`,
  },
};

export const repeat = {
  label: 'Repeat',
  kinds: {
    never: 'Does not repeat',
    daily: 'Every day',
    weekdays: 'Every weekday',
    weekly: 'Every week',
    monthlyByDay: 'Every month, on the same weekday',
    monthlyByDate: 'Every month, on the same date',
  },
  every: {
    daily: 'Every how many days',
    weekly: 'Every how many weeks',
    monthlyByDay: 'Every how many months',
    monthlyByDate: 'Every how many months',
  },
  on: 'On',
  ends: 'Ends',
  until: 'On a date',
  count: 'After a number of bookings',
  lastDay: 'Last day',
  times: 'Number of bookings',
  days: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  nth: ['first', 'second', 'third', 'fourth', 'last'],
  words: {
    daily: (interval: number) =>
      ordinal(interval, { one: 'Every day', two: 'Every second day', other: 'Every # days' }),
    weekdays: 'Every weekday, Monday to Friday',
    weekly: (interval: number, days: string) =>
      ordinal(interval, { one: `Every ${days}`, two: `Every second ${days}`, other: `Every # weeks on ${days}` }),
    monthlyByDay: (interval: number, nth: string, day: string) =>
      ordinal(interval, {
        one: `Every month on the ${nth} ${day}`,
        two: `Every second month on the ${nth} ${day}`,
        other: `Every # months on the ${nth} ${day}`,
      }),
    monthlyByDate: (interval: number, day: number) =>
      ordinal(interval, {
        one: `Every month on day ${day}`,
        two: `Every second month on day ${day}`,
        other: `Every # months on day ${day}`,
      }),
    until: (rule: string, day: string) => `${rule} until ${day}`,
    times: (rule: string, count: number) => plural(count, { one: `${rule}, once`, other: `${rule}, # times` }),
    and: listOf,
  },
};

export const seriesPreview = {
  title: 'Bookings of the series',
  needsReason: 'Choose a reason to see which of the bookings can be made.',
  working: 'Checking each booking…',
  allFine: (count: number) => plural(count, { one: 'The booking can be made.', other: 'All # bookings can be made.' }),
  someFail: (failed: number, all: number) =>
    plural(failed, { one: `1 of ${all} bookings cannot be made`, other: `# of ${all} bookings cannot be made` }),
  nothingYet: 'Nothing has been booked yet. Change them in the list below, or skip them and book the others.',
  skipFailing: (count: number) => plural(count, { one: 'Skip the one that fails', other: 'Skip the # that fail' }),
  showFailing: (count: number) => plural(count, { one: 'Show the one that fails', other: 'Show the # that fail' }),
  none: 'You have skipped every booking of the series.',
  list: 'The bookings of the series',
  skipped: 'Skipped',
  free: 'Can be booked',
  pending: 'Needs approval',
  fails: 'Cannot be booked',
  withVehicle: (vehicle: string) => `With ${vehicle}`,
  skip: 'Skip',
  skipOne: (when: string) => `Skip ${when}`,
  include: 'Do not skip',
  includeOne: (when: string) => `Do not skip ${when}`,
  change: 'Change',
  changeOne: (when: string) => `Change ${when}`,
  done: 'Done',
  doneOne: (when: string) => `Done: ${when}`,
  insteadOf: (when: string) => `Instead of ${when}`,
  undo: 'Undo the change',
  pickUp: 'New pick-up',
  return: 'New return',
  vehicle: 'New vehicle',
};

/** The same, where the bookings exist and are to be changed. */
export const seriesEditPreview: typeof seriesPreview = {
  ...seriesPreview,
  allFine: (count) => plural(count, { one: 'The booking can be changed.', other: 'All # bookings can be changed.' }),
  someFail: (failed, all) =>
    plural(failed, { one: `1 of ${all} bookings cannot be changed`, other: `# of ${all} bookings cannot be changed` }),
  nothingYet: 'Nothing has been saved yet. Change them in the list below, or skip them: they then stay as they are.',
  none: 'You have skipped every booking.',
  skipped: 'Stays as it is',
  free: 'Can be changed',
  fails: 'Cannot be changed',
};

export const occurrences = {
  skipped: (count: number) => plural(count, { one: '1 was skipped.', other: '# were skipped.' }),
  bookedAndSkipped: (made: number, skipped: number) =>
    `${plural(made, { one: '1 booking made', other: '# bookings made' })}; ${plural(skipped, { one: '1 skipped.', other: '# skipped.' })}`,
};

/** One, two, more: "Every", "Every second", "Every 3". */
function ordinal(count: number, forms: { one: string; two: string; other: string }): string {
  if (count === 1) return forms.one;
  return count === 2 ? forms.two : forms.other.replaceAll('#', String(count));
}
