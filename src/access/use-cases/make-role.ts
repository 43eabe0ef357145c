import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import type { Actor } from '../domain/actor.js';
import type { PermissionKey } from '../domain/permissions.js';
import { Role, type RoleDetails } from '../domain/role.js';
import type { RoleView } from '../domain/role-view.js';
import { AccessApi } from './access-api.js';
import { ensureMayGrant } from './ensure-may-grant.js';

/** RP-9: a role of the organisation's own. */
@Injectable()
export class MakeRole {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessApi,
  ) {}

  /** @throws RoleNameTaken, InvalidInput, BeyondOwnAccess */
  run(actor: Actor, details: RoleDetails, permissions: readonly PermissionKey[]): Promise<RoleView> {
    return this.work.run(actor, async (tx) => {
      const roles = [...(await this.access.roles()).values()];
      const role = Role.make(
        details,
        permissions,
        roles.map(({ key }) => key),
      );
      actor.ensure('create', 'Role', role);
      ensureMayGrant(actor, { before: [], after: role.permissions, ownRole: false });
      await tx.save(role);
      return this.access.role(role.id);
    });
  }
}
