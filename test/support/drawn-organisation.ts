import fc from 'fast-check';
import type { Client, Pool, PoolClient } from 'pg';
import { builtInRoleKeys, builtInRoles, roleSets } from '../../src/access/domain/built-in-roles.js';
import {
  catalogue,
  everybodyMay,
  everybodyMayWithOwn,
  type PermissionKey,
  permissionKeys,
} from '../../src/access/domain/permissions.js';
import type { NaturalReach, RoleAssignment } from '../../src/access/domain/reach.js';
import type { Action, SubjectName } from '../../src/access/domain/subjects.js';
import { newId } from '../../src/platform/domain/ids.js';

/** What an organisation says of its roles and branches, as it is stored. */
export interface Organisation {
  roles: { id: string; key: string; own: boolean; reach: NaturalReach; added: string[]; removed: string[] }[];
  setsInUse: readonly string[];
  /** The branches that let people add themselves, and those that are closed. */
  signUp: string[];
  closed: string[];
}

/** Somebody with roles. */
export interface Person {
  userId: string;
  branchId: string | null;
  roles: RoleAssignment[];
}

const some = (maxLength: number) => fc.subarray<string>(permissionKeys, { maxLength });
const ownRole = fc.record({ reach: fc.constantFrom<NaturalReach>('home', 'listed', 'every'), added: some(10) });

/**
 * Any changes of the built-in roles, and some roles of the organisation's own. What is stored may hold grants that make no
 * sense for the role, as from a time when they did; they must count for nothing (RP-8 … RP-10).
 */
export const organisations = (roleIds: ReadonlyMap<string, string>, branchIds: string[]): fc.Arbitrary<Organisation> =>
  fc.record({
    roles: fc
      .tuple(
        fc.array(ownRole, { minLength: 4, maxLength: 10 }),
        ...builtInRoleKeys.map((key) => fc.record({ key: fc.constant(key), added: some(4), removed: some(8) })),
      )
      .map(([own, ...changed]) => [
        ...own.map((role) => ({ ...role, id: newId(), key: newId(), own: true, removed: [] })),
        ...changed.map((role) => ({
          ...role,
          id: roleIds.get(role.key)!,
          own: false,
          reach: builtInRoles[role.key].reach,
        })),
      ]),
    setsInUse: fc.subarray([...roleSets], { minLength: 1 }),
    signUp: fc.subarray(branchIds),
    closed: fc.subarray(branchIds, { maxLength: 1 }),
  });

/** Any roles, of sets in use or not, each with a list of branches or without, and sometimes of no home branch. */
export const people = (userId: string, { roles }: Organisation, branchIds: string[]): fc.Arbitrary<Person> =>
  fc.record({
    userId: fc.constant(userId),
    branchId: fc.option(fc.constantFrom(...branchIds), { freq: 6 }),
    roles: fc.array(
      fc.record({
        roleId: fc.constantFrom(...roles.map(({ id }) => id)),
        branchIds: fc.option(fc.subarray(branchIds, { maxLength: 3 }), { freq: 2 }),
      }),
      { maxLength: 5, size: 'max' },
    ),
  });

/** Stores it; the built-in roles and the branches are there already. */
export async function store(db: Client | Pool | PoolClient, organisation: Organisation): Promise<void> {
  const { roles, setsInUse, signUp, closed } = organisation;
  await db.query('DELETE FROM access.roles WHERE name IS NOT NULL');
  await db.query(
    `INSERT INTO access.roles (id, key, name, description, reach, added, removed)
     SELECT id, key, CASE WHEN own THEN key END, CASE WHEN own THEN '' END, CASE WHEN own THEN reach END, added, removed
       FROM jsonb_to_recordset($1) AS r (id uuid, key text, own boolean, reach text, added text[], removed text[])
         ON CONFLICT (key) DO UPDATE SET added = EXCLUDED.added, removed = EXCLUDED.removed`,
    [JSON.stringify(roles)],
  );
  await db.query('UPDATE branches.organisation SET role_sets = $1', [setsInUse]);
  await db.query(
    `UPDATE branches.branches SET open_to_sign_up = id = ANY ($1::uuid[]),
                                  state = CASE WHEN id = ANY ($2::uuid[]) THEN 'closed' ELSE 'open' END`,
    [signUp, closed],
  );
}

/** Which of the catalogue's permissions a role has: its defaults with what was changed, as far as it makes sense. */
function permissionsOf({ key, own, reach, added, removed }: Organisation['roles'][number]): PermissionKey[] {
  return permissionKeys.filter((permission) => {
    const { rows, only, never, defaults } = catalogue[permission];
    const byDefault = (defaults as string[]).includes(key);
    if (['organisation_admin', 'owner'].includes(key)) return byDefault; // RP-9: nobody changes those
    if (only === 'administrators') return false; // RP-8
    if (only === 'administrators_and_own_roles' && !own) return false; // RP-10
    if (rows === 'organisation' && reach !== 'every') return false;
    if ((never as string[] | undefined)?.includes(key)) return false;
    return byDefault ? !removed.includes(permission) : added.includes(permission);
  });
}

/**
 * RP-2 and RP-7 said again in plain words, without anything of how the service works it out: some role that the person
 * has holds a permission that allows the act, and counts where this row is.
 *
 * @returns whether they may do it to a row
 */
export function allowed(
  { roles, signUp, closed }: Organisation,
  person: Person,
  [action, subject]: readonly [Action, SubjectName],
): (row: object) => boolean {
  const isThis = ([one, about]: readonly [Action, SubjectName]) => one === action && about === subject;
  if (everybodyMay.some(isThis)) return () => true;
  const ways = person.roles.flatMap(({ roleId, branchIds }) => {
    const role = roles.find(({ id }) => id === roleId);
    if (!role) return [];
    const everywhere = role.reach === 'every' && !branchIds;
    const home = role.reach === 'home' && person.branchId ? [person.branchId] : [];
    const parts = permissionsOf(role).flatMap((key) =>
      [catalogue[key], catalogue[key].also].map((part) => ({ key, rows: part?.rows, allows: part?.allows ?? [] })),
    );
    const opening = parts.filter(({ allows }) => allows.some(isThis));
    return opening.map(({ key, rows }) => ({ key, rows: rows!, everywhere, somewhere: branchIds ?? home }));
  });
  return (row) => {
    const named = (field: string) => [(row as Record<string, unknown>)[field]].flat() as (string | null)[];
    const isOwn = everybodyMayWithOwn.some(
      ([one, about, field]) => isThis([one, about]) && named(field).includes(person.userId),
    );
    if (isOwn) return true;
    const reached = (key: PermissionKey) => ways.filter((way) => way.key === key).flatMap(({ somewhere }) => somewhere);
    return ways.some(({ key, rows, everywhere, somewhere }) => {
      if (rows === 'organisation') return everywhere;
      if ('heldAnywhere' in rows) return everywhere || somewhere.length > 0;
      if ('own' in rows) return rows.own.some((field) => named(field).includes(person.userId));
      if (everywhere) return true;
      // What stands between two branches is open to who reaches both, by whichever roles.
      if (rows.about && !reached(key).some((branchId) => named(rows.about!).includes(branchId))) return false;
      const there = somewhere.filter((branchId) => named(rows.branch).includes(branchId));
      if (!rows.pendingOnlyWhereOpen || !named('state').includes('pending')) return there.length > 0;
      return there.some((branchId) => signUp.includes(branchId) && !closed.includes(branchId));
    });
  };
}

/** The ids of the built-in roles, by key. */
export async function builtInRoleIds(db: Client | Pool | PoolClient): Promise<Map<string, string>> {
  const { rows } = await db.query<{ id: string; key: string }>('SELECT id, key FROM access.roles WHERE name IS NULL');
  return new Map(rows.map(({ id, key }) => [key, id]));
}

/** Every act of the catalogue once. */
export const acts = [
  ...new Map(
    permissionKeys.flatMap((key) => catalogue[key].allows.map((act) => [act.join(' '), act] as const)),
  ).values(),
];
