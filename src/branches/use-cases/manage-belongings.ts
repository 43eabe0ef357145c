import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { Forbidden, UnknownReference } from '../../platform/domain/domain-error.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import type { Belonging, BelongingChange, BelongingDetails } from '../domain/belonging.js';
import type { BelongingDefinition } from './belonging-kinds.js';
import { BranchesApi } from './branches-api.js';

/** BR-2: an admin may make, change and delete belongings only if all of their branches are in the admin's reach. */
@Injectable()
export class ManageBelongings {
  constructor(
    private readonly work: UnitOfWork,
    private readonly branches: BranchesApi,
  ) {}

  /** @throws UnknownReference, Forbidden; GroupNameTaken, LocationNameTaken, AccessoryNameTaken */
  make(actor: Actor, kind: BelongingDefinition, details: BelongingDetails): Promise<Belonging> {
    return this.work.run(actor, async (tx) => {
      await this.#ensureWithinReach(actor, kind, details.branchIds);
      return tx.save<Belonging>(kind.type.make(details));
    });
  }

  /** @throws NotFound, BelongingInUse; as `make` */
  amend(actor: Actor, kind: BelongingDefinition, id: string, change: BelongingChange): Promise<Belonging> {
    return this.work.run(actor, async (tx) => {
      const belonging = await tx.load<Belonging>(kind.type, id);
      ensureMine(actor, kind, 'change', belonging);
      if (change.branchIds) await this.#ensureWithinReach(actor, kind, change.branchIds);
      belonging.amend(change);
      return tx.save(belonging);
    });
  }

  /** @throws NotFound, Forbidden, BelongingInUse */
  remove(actor: Actor, kind: BelongingDefinition, id: string): Promise<void> {
    return this.work.run(actor, async (tx) => {
      const belonging = await tx.load<Belonging>(kind.type, id);
      ensureMine(actor, kind, 'delete', belonging);
      belonging.remove();
      await tx.remove(belonging);
    });
  }

  /**
   * @throws UnknownReference for a branch that does not exist or that the actor may not see; Forbidden for one whose
   *   belongings they may not manage
   */
  async #ensureWithinReach(actor: Actor, kind: BelongingDefinition, branchIds: readonly string[]): Promise<void> {
    const known = await this.branches.branches(branchIds);
    for (const [index, id] of branchIds.entries()) {
      const branch = known.find((each) => each.id === id);
      if (!branch || !actor.can('read', 'Branch', branch)) throw new UnknownReference(`branchIds.${index}`);
    }
    if (!branchIds.every((id) => actor.holds(kind.manage, id))) throw new Forbidden();
  }
}

function ensureMine(actor: Actor, kind: BelongingDefinition, action: 'change' | 'delete', belonging: Belonging): void {
  actor.ensure(action, kind.subject, belonging);
  // The current branches must be in reach too, not only the new ones (BR-2).
  if (!belonging.branchIds.every((branchId) => actor.holds(kind.manage, branchId))) throw new Forbidden();
}
