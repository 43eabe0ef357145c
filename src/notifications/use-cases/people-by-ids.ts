import type { IdentityApi, UserView } from '../../identity/index.js';

/** Those of them who are there, by their ids. */
export async function peopleByIds(identity: IdentityApi, ids: readonly string[]): Promise<Map<string, UserView>> {
  const people = await identity.users([...new Set(ids)]);
  return new Map(people.map((person) => [person.id, person]));
}
