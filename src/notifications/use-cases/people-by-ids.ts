import type { IdentityApi, UserView } from '../../identity/index.js';

/** The people with these ids, without those who do not exist. */
export async function peopleByIds(identity: IdentityApi, ids: readonly string[]): Promise<Map<string, UserView>> {
  const people = await identity.users([...new Set(ids)]);
  return new Map(people.map((person) => [person.id, person]));
}
