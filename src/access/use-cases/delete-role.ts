import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import type { Actor } from '../domain/actor.js';
import { Role } from '../domain/role.js';
import { AccessQueries } from './access.queries.js';

/** Deletes one of the organisation's own roles that nobody has. */
@Injectable()
export class DeleteRole {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: AccessQueries,
  ) {}

  /** @throws NotFound, BuiltInRoleFixed, RoleHeld */
  run(actor: Actor, id: string): Promise<void> {
    return this.work.run(actor, async (tx) => {
      const role = await tx.load(Role, id);
      actor.ensure('delete', 'Role', role);
      // Someone who is giving the role right now holds its row: wait for them before counting, and keep later ones waiting.
      await tx.query('SELECT 1 FROM access.roles WHERE id = $1 FOR UPDATE', [id]);
      role.delete(await this.queries.holders(id));
      await tx.save(role);
      await tx.query('DELETE FROM access.roles WHERE id = $1', [id]);
    });
  }
}
