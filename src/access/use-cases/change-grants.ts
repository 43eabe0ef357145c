import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/work/tx.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import type { Actor } from '../domain/actor.js';
import type { PermissionKey } from '../domain/permissions.js';
import { Role } from '../domain/role.js';
import type { RoleView } from '../domain/role-view.js';
import { AccessApi } from './access-api.js';
import { AccessQueries } from './access.queries.js';
import { ensureMayGrant } from './ensure-may-grant.js';

/** RP-9: changes what roles may do. It counts from the next request on (RP-12). */
@Injectable()
export class ChangeGrants {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: AccessQueries,
    private readonly access: AccessApi,
  ) {}

  /** Sets the role's permissions to exactly these. @throws NotFound, GrantsFixed, InvalidInput, BeyondOwnAccess */
  set(actor: Actor, id: string, keys: readonly PermissionKey[]): Promise<RoleView> {
    return this.work.run(actor, async (tx) => {
      await this.#change(actor, tx, await tx.load(Role, id), (role) => role.grant(keys, 'keys'));
      return this.access.role(id);
    });
  }

  /** @throws NotFound, BuiltInRoleFixed, BeyondOwnAccess */
  reset(actor: Actor, id: string): Promise<RoleView> {
    return this.work.run(actor, async (tx) => {
      await this.#change(actor, tx, await tx.load(Role, id), (role) => role.reset());
      return this.access.role(id);
    });
  }

  /**
   * Resets every built-in role. The transaction returns the route's answer, because an `Idempotency-Key` stores it.
   *
   * @returns all roles after the reset
   * @throws BeyondOwnAccess
   */
  resetAll(actor: Actor): Promise<{ items: RoleView[]; nextCursor: null }> {
    return this.work.run(actor, async (tx) => {
      for (const role of await tx.findAll(Role, 'name IS NULL ORDER BY id', [])) {
        await this.#change(actor, tx, role, (each) => each.reset());
      }
      return { items: [...(await this.access.roles()).values()], nextCursor: null };
    });
  }

  async #change(actor: Actor, tx: Tx, role: Role, change: (role: Role) => void): Promise<void> {
    actor.ensure('change', 'Role', role);
    const before = role.permissions;
    change(role);
    const ownRole = await this.queries.isHeldBy(role.id, actor.userId);
    ensureMayGrant(actor, { before, after: role.permissions, ownRole });
    await tx.save(role);
  }
}
