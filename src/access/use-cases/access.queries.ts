import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { Role } from '../domain/role.js';

const ROLES = `
  SELECT id, key, name, description, built_in AS "builtIn", reach, needs, permissions
    FROM access.roles ORDER BY position, key`;

/**
 * The roles and their grants. They are kept in memory under the version of `access.grants_version`, which the caller
 * reads with the session anyway: a change counts from the next request on, in every process (RP-12).
 */
@Injectable()
export class AccessQueries {
  #cached: { version: string; roles: ReadonlyMap<string, Role> } | undefined;

  constructor(private readonly database: Database) {}

  /** Every role, by id. */
  async roles(version: string): Promise<ReadonlyMap<string, Role>> {
    if (this.#cached?.version !== version) {
      const roles = await this.database.query<Role>(ROLES);
      this.#cached = { version, roles: new Map(roles.map((role) => [role.id, role])) };
    }
    return this.#cached.roles;
  }

  async version(): Promise<string> {
    const row = await this.database.one<{ version: string }>('SELECT version FROM access.grants_version');
    return row!.version;
  }
}
