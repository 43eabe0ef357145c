import { histories as m } from '../../messages/people-histories';
import { people } from '../../messages/people';
import { number } from '../../locale';
import { dayAndTimeOf, rangeOf } from '../../time';

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d(?::?\d\d)?)$/;
const PERIOD = /^[[(]"?([^",]+)"?,"?([^",)]+)"?[\])]$/;
const lists = new Intl.ListFormat('en', { type: 'unit', style: 'long' });

/** What the service keeps for itself, and tells a person nothing. */
const TECHNICAL = ['tokenHash', 'secretHash', 'step', 'excluded', 'remindersAt', 'occurrenceCount', 'waitingCount'];
export const isTechnical = (field: string): boolean => TECHNICAL.includes(field);

/** What the values of a history are read with: names by id, and the zone of its times. */
export interface Reading {
  names: ReadonlyMap<string, string>;
  zone: string;
}

/** `canSignIn` → `Can sign in`; the same for `user-restored` and `in_use`. */
export function wordsOf(key: string): string {
  const words = key
    .replace(/Ids?$/, '')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[-_]/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const fieldWords = (field: string): string => m.fields[field] ?? wordsOf(field);

/** A value of a history as a person reads it: names instead of ids, local times, and no JSON. */
export function valueWords(field: string, value: unknown, reading: Reading): string {
  if (value === null || value === undefined || value === '') return m.nothing;
  if (typeof value === 'boolean') return value ? m.yes : m.no;
  if (typeof value === 'number') return number(value);
  if (typeof value === 'string') return textWords(field, value, reading);
  if (Array.isArray(value)) {
    if (value.length === 0) return m.nothing;
    return lists.format(value.map((item) => valueWords(field, item, reading)));
  }
  return thingWords(value as Record<string, unknown>, reading);
}

function textWords(field: string, text: string, { names, zone }: Reading): string {
  if (text === '(withheld)') return m.withheld;
  if (ID.test(text)) return names.get(text) ?? m.nameless;
  if (field === 'state') return (people.states as Record<string, string>)[text] ?? wordsOf(text);
  if (INSTANT.test(text)) return dayAndTimeOf(instantOf(text), zone);
  const [, start, end] = PERIOD.exec(text) ?? [];
  if (start && end && INSTANT.test(start) && INSTANT.test(end)) return rangeOf(instantOf(start), instantOf(end), zone);
  return text;
}

/** PostgreSQL writes a space where RFC 3339 has a T, and leaves out the minutes of the offset. */
const instantOf = (text: string): string => text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00');

function thingWords(thing: Record<string, unknown>, reading: Reading): string {
  const { roleId, branchIds } = thing;
  if (typeof roleId === 'string') {
    const role = reading.names.get(roleId) ?? m.nameless;
    return Array.isArray(branchIds) ? m.inBranches(role, valueWords('branchIds', branchIds, reading)) : role;
  }
  const parts = Object.entries(thing)
    .map(([key, part]) => [fieldWords(key), valueWords(key, part, reading)] as const)
    .filter(([, words]) => words !== m.nothing)
    .map(([key, words]) => m.setTo(key, words));
  return parts.length === 0 ? m.nothing : lists.format(parts);
}
