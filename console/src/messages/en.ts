import { number } from '../locale';

const rules = new Intl.PluralRules('en');

/** The right form for a number: `plural(3, { one: '1 person', other: '# people' })`. */
export function plural(count: number, forms: { one: string; other: string }): string {
  const form = rules.select(count) === 'one' ? forms.one : forms.other;
  return form.replaceAll('#', number(count));
}

/** What several screens say. The words of a screen are in the file of its name beside this one. */
export const common = {
  product: 'Motorpool',
  optional: '(optional)',
  search: 'Search',
  searchList: 'Search this list',
  nothingFound: 'Nothing found',
  searching: 'Searching…',
  all: 'All',
  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  dismiss: 'Dismiss',
  remove: (what: string) => `Remove ${what}`,
  loadMore: 'Load more',
  tryAgain: 'Try again',
  notLoaded: 'This could not be loaded',
  checkFields: 'Please correct the fields that are marked.',
  unexpected: 'Something went wrong. Please try again.',
  lostConnection: 'Motorpool cannot be reached. Check your connection and try again; nothing you typed is lost.',
  requestId: (id: string) => `If this keeps happening, give your administrator this reference: ${id}`,
  openCalendar: 'Open calendar',
  previousMonth: 'Previous month',
  nextMonth: 'Next month',
  dateOf: (label: string) => `${label} date`,
  timeOf: (label: string) => `${label} time`,
  timesIn: (zone: string) => `Times are in ${zone}.`,
  notATime: 'Enter a time such as 9:30 or 930.',
  shortcuts: 'Keyboard shortcuts',
  showShortcuts: 'Show this list',
  closeLayer: 'Close what is open',
};
