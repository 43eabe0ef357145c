import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { builtInRoleKeys, builtInRoles } from '../src/access/domain/built-in-roles.js';
import { Actor } from '../src/access/domain/actor.js';
import { type PermissionKey, permissionKeys } from '../src/access/domain/permissions.js';
import { effective, isPossible } from '../src/access/domain/role-view.js';
import { permissionsDoc } from './support/permissions-doc.js';

const file = join(import.meta.dirname, '..', 'docs', 'permissions.md');

const roleOf = (key: string) => {
  const untouched = { name: null, description: null, reach: null, added: [], removed: [], version: 1 };
  return effective({ id: key, key, ...untouched }, ['fleet', 'flight_school']);
};

describe('the catalogue of permissions', () => {
  it('is what docs/permissions.md says: `npm run docs` writes it', async () => {
    const expected = await format(permissionsDoc(), { ...(await resolveConfig(file)), parser: 'markdown' });
    if (process.env.WRITE_DOCS) await writeFile(file, expected);
    expect(await readFile(file, 'utf8')).toBe(expected);
  });

  it('RP-1: each permission says in plain words what it allows, and is granted to Organisation Admin or is a duty', () => {
    for (const { key, permissions } of ['organisation_admin', 'owner'].map(roleOf)) {
      const missing = permissionKeys.filter((permission) => !permissions.includes(permission));
      expect({ key, missing }).toEqual({ key, missing: key === 'owner' ? [] : ['approvals.decide'] });
    }
  });

  it('RP-9: no default stands in a blank cell', () => {
    const wrong = builtInRoleKeys.flatMap((key) =>
      roleOf(key)
        .permissions.filter((permission) => !isPossible(permission, roleOf(key)))
        .map((p) => `${key} ${p}`),
    );
    expect(wrong).toEqual([]);
  });

  it('RP-8, RP-10: what is the administrators’ own, nobody else among the built-in roles has', () => {
    const held = (permission: PermissionKey) =>
      builtInRoleKeys.filter((key) => roleOf(key).permissions.includes(permission)).join();
    for (const permission of ['organisation.manage', 'branches.create', 'agreements.publish'] as const)
      expect([permission, held(permission)]).toEqual([permission, 'organisation_admin,owner']);
    for (const permission of ['approval_flows.manage', 'permissions.administer'] as const)
      expect([permission, held(permission)]).toEqual([permission, 'organisation_admin,owner']);
  });

  // RP-11 makes a default that somebody lacks a wall: who adds people must hold what those people are to be given.
  it.each([
    [
      'branch_admin',
      'booker on_behalf_booker booking_approver booking_admin branch_admin office_staff member student renter',
    ],
    ['office_staff', 'instructor engineer member student renter booker booking_approver'],
    ['instructor', 'member student renter'],
    ['organisation_admin', builtInRoleKeys.join(' ')],
    ['owner', builtInRoleKeys.join(' ')],
  ])('RP-11: by default %s can give %s', (giver, given) => {
    const reach = roleOf(giver).reach === 'every' ? ('every' as const) : ['here'];
    const facts = { userId: 'me', branchId: 'here', groupIds: [], signUpBranchIds: [] };
    const actor = new Actor(
      facts,
      roleOf(giver).permissions.map((key) => ({ key, reach })),
    );
    const lacking = given.split(' ').flatMap((key) => {
      const wanted = builtInRoles[key as keyof typeof builtInRoles].reach === 'every' ? ('every' as const) : ['here'];
      return roleOf(key)
        .permissions.filter((permission) => !actor.mayGive({ key: permission, reach: wanted }))
        .map((permission) => `${key} ${permission}`);
    });
    expect(lacking).toEqual([]);
  });
});
