import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import type { Actor } from '../domain/actor.js';
import { Role, type RoleChange } from '../domain/role.js';
import type { RoleView } from '../domain/role-view.js';
import { AccessApi } from './access-api.js';

@Injectable()
export class AmendRole {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessApi,
  ) {}

  /** @throws NotFound, BuiltInRoleFixed, RoleNameTaken */
  run(actor: Actor, id: string, change: RoleChange): Promise<RoleView> {
    return this.work.run(actor, async (tx) => {
      const role = await tx.load(Role, id);
      actor.ensure('change', 'Role', role);
      role.amend(change);
      await tx.save(role);
      return this.access.role(role.id);
    });
  }
}
