import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { builtInRoleKeys, type RoleSet } from '../domain/built-in-roles.js';
import { effective, type RoleView, type StoredRole } from '../domain/role-view.js';

const ROLES = `SELECT id, key, name, description, reach, added, removed, version FROM access.roles`;
const ORGANISATION = `
  SELECT role_sets AS "roleSets",
         ARRAY(SELECT id FROM branches.branches WHERE open_to_sign_up AND state = 'open') AS "signUpBranchIds"
    FROM branches.organisation`;

/** What actors are made of, apart from the data of their users. */
export interface AccessState {
  /** Every role, by id: the built-in ones in their order, then the organisation's own by name. */
  readonly roles: ReadonlyMap<string, RoleView>;
  /** The branches that let people add themselves (RP-7). */
  readonly signUpBranchIds: readonly string[];
}

/**
 * The roles and their grants, cached in memory for one version of `access.grants_version`. The database raises that version
 * with every change, and callers read it with the session, so a change counts from the next request on in every process
 * (RP-12).
 */
@Injectable()
export class AccessQueries {
  #cached: (AccessState & { version: string }) | undefined;

  constructor(private readonly database: Database) {}

  async state(version: string): Promise<AccessState> {
    if (this.#cached?.version !== version) {
      const organisation = await this.database.one<{ roleSets: RoleSet[]; signUpBranchIds: string[] }>(ORGANISATION);
      const { roleSets, signUpBranchIds } = organisation!;
      const stored = await this.database.query<StoredRole>(ROLES);
      const roles = stored.map((role) => effective(role, roleSets)).sort(builtInFirst);
      this.#cached = { version, roles: new Map(roles.map((role) => [role.id, role])), signUpBranchIds };
    }
    return this.#cached;
  }

  async version(): Promise<string> {
    const row = await this.database.one<{ version: string }>('SELECT version FROM access.grants_version');
    return row!.version;
  }

  /** Keeps these roles from being deleted until the transaction ends. @returns the ids of those that exist */
  async hold(ids: readonly string[]): Promise<string[]> {
    const rows = await this.database.hold<{ id: string }>(
      'SELECT id FROM access.roles WHERE id = ANY ($1::uuid[]) ORDER BY id FOR KEY SHARE',
      [ids],
    );
    return rows.map(({ id }) => id);
  }

  /** How many people have a role: those who may sign in, who were invited, and who are suspended. */
  async holders(roleId: string): Promise<number> {
    const row = await this.database.one<{ count: number }>(
      'SELECT count(*)::int AS count FROM identity.users WHERE role_ids ? $1 AND deleted_at IS NULL',
      [roleId],
    );
    return row!.count;
  }

  async isHeldBy(roleId: string, userId: string): Promise<boolean> {
    const found = await this.database.one('SELECT 1 FROM identity.users WHERE id = $1 AND role_ids ? $2', [
      userId,
      roleId,
    ]);
    return found !== undefined;
  }
}

function builtInFirst(one: RoleView, other: RoleView): number {
  const places = [one, other].map(({ key, builtIn }) =>
    builtIn ? (builtInRoleKeys as string[]).indexOf(key) : builtInRoleKeys.length,
  );
  return places[0]! - places[1]! || one.name.localeCompare(other.name);
}
