import { api, dataOf, ifMatch } from '../api/client';
import { people as m } from '../messages/people';
import { histories } from '../messages/people-histories';
import type { ShownChange } from './histories/change-list';
import type { Person } from './people-query';
import { isSame, type Placement, placementOf } from './placement';

/** What the form of a person holds. */
export interface PersonForm extends Placement {
  name: string;
  email: string;
  phone: string;
  reference: string;
  canSignIn: boolean;
}

const DETAILS = ['name', 'email', 'phone', 'reference', 'branchId', 'groupIds'] as const;

export const formOf = (person: Person): PersonForm => ({
  ...placementOf(person),
  name: person.name,
  email: person.email,
  phone: person.phone ?? '',
  reference: person.reference ?? '',
  canSignIn: person.canSignIn,
});

/**
 * Sends what differs from the person as read: details, then roles, then access. Each is an act of its own in the API, so
 * `onSaved` tells of each that is done: a later one may be refused.
 */
export async function savePerson(base: Person, form: PersonForm, onSaved: (person: Person) => void): Promise<Person> {
  let person = base;
  const before = formOf(base);
  const params = { path: { id: base.id } };
  const changed = DETAILS.filter((field) => !isSame(form[field], before[field]));
  if (changed.length > 0) {
    const body = Object.fromEntries(changed.map((field) => [field, form[field] === '' ? null : form[field]]));
    // A name cannot be emptied: what is empty is sent as it is, and refused at its field.
    if ('name' in body) body.name = form.name;
    if ('email' in body) body.email = form.email;
    person = await dataOf(api.PATCH('/api/v1/users/{id}', { params, body, headers: ifMatch(person) }));
    onSaved(person);
  }
  if (!isSame(form.roles, before.roles)) {
    const body = { roles: form.roles };
    person = await dataOf(api.PUT('/api/v1/users/{id}/roles', { params, body, headers: ifMatch(person) }));
    onSaved(person);
  }
  if (form.canSignIn !== before.canSignIn) {
    const body = { canSignIn: form.canSignIn };
    person = await dataOf(api.PUT('/api/v1/users/{id}/access', { params, body, headers: ifMatch(person) }));
    onSaved(person);
  }
  return person;
}

/** The form on top of a newer version: what was edited stays as it is, everything else becomes what it is now. */
export function rebased(form: PersonForm, base: Person, fresh: Person): PersonForm {
  const [before, now] = [formOf(base), formOf(fresh)];
  const edited = (Object.keys(form) as (keyof PersonForm)[]).filter((field) => !isSame(form[field], before[field]));
  return { ...now, ...Object.fromEntries(edited.map((field) => [field, form[field]])) };
}

/** What somebody else changed between two versions, in words. */
export function differences(base: Person, fresh: Person): ShownChange[] {
  const [before, now] = [wordsOfPerson(base), wordsOfPerson(fresh)];
  return Object.keys(now)
    .filter((field) => before[field] !== now[field])
    .map((field) => ({ field, before: before[field] || histories.nothing, after: now[field] || histories.nothing }));
}

const wordsOfPerson = (person: Person): Record<string, string> => ({
  [m.name]: person.name,
  [m.email]: person.email,
  [m.phone]: person.phone ?? '',
  [m.reference]: person.reference ?? '',
  [m.branch]: person.branchName ?? '',
  [m.groups]: person.groups.map(({ name }) => name).join(', '),
  [m.roles]: person.roles.map(({ name }) => name).join(', '),
  [m.state]: m.states[person.state],
});
