import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { builtInRoleKeys } from '../domain/built-in-roles.js';
import { effective, type Role, type StoredRole } from '../domain/role.js';

const ROLES = `SELECT id, key, name, description, reach, added, removed FROM access.roles`;

/**
 * The roles and their grants. They are kept in memory under the version of `access.grants_version`, which the caller
 * reads with the session anyway: a change counts from the next request on, in every process (RP-12).
 */
@Injectable()
export class AccessQueries {
  #cached: { version: string; roles: ReadonlyMap<string, Role> } | undefined;

  constructor(private readonly database: Database) {}

  /** Every role, by id: the built-in ones in their order, then the organisation's own by name. */
  async roles(version: string): Promise<ReadonlyMap<string, Role>> {
    if (this.#cached?.version !== version) {
      const roles = (await this.database.query<StoredRole>(ROLES)).map(effective).sort(inOrder);
      this.#cached = { version, roles: new Map(roles.map((role) => [role.id, role])) };
    }
    return this.#cached.roles;
  }

  async version(): Promise<string> {
    const row = await this.database.one<{ version: string }>('SELECT version FROM access.grants_version');
    return row!.version;
  }
}

function inOrder(one: Role, other: Role): number {
  const places = [one, other].map(({ key, builtIn }) =>
    builtIn ? (builtInRoleKeys as string[]).indexOf(key) : builtInRoleKeys.length,
  );
  return places[0]! - places[1]! || one.name.localeCompare(other.name);
}
