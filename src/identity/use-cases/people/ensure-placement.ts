import { Injectable } from '@nestjs/common';
import { AccessApi, type Actor, difference } from '../../../access/index.js';
import { BranchesApi } from '../../../branches/index.js';
import { UnknownReference } from '../../../platform/domain/domain-error.js';
import type { AssignedRole, Placement } from '../../domain/user-details.js';

/** Whether an admin may give a person this branch, these groups and these roles (RP-11, BR-2). */
@Injectable()
export class EnsurePlacement {
  constructor(
    private readonly access: AccessApi,
    private readonly branches: BranchesApi,
  ) {}

  /**
   * @throws UnknownReference (the same for ids that do not exist and ids that the actor may not see), InvalidInput,
   *   BeyondOwnAccess
   */
  async run(actor: Actor, action: 'create' | 'verify' | 'import', placement: Placement): Promise<void> {
    const { branchId, groupIds, roles } = placement;
    await this.branch(actor, action, branchId);
    await this.listedBranches(actor, roles);
    await this.groups(branchId, groupIds);
    await this.access.ensureMayReassign(actor, action, [], roles, branchId);
  }

  /** @throws UnknownReference */
  async branch(actor: Actor, action: 'create' | 'verify' | 'import' | 'change', branchId: string): Promise<void> {
    const known = await this.branches.branch(branchId);
    if (!known || !actor.can(action, 'User', { branchId })) throw new UnknownReference('branchId');
  }

  /** The groups must exist in the branch. @throws UnknownReference */
  async groups(branchId: string | null, groupIds: readonly string[]): Promise<void> {
    const groups = branchId && groupIds.length > 0 ? await this.branches.groupsOf(branchId, groupIds) : [];
    const unknown = groupIds.findIndex((id) => !groups.includes(id));
    if (unknown >= 0) throw new UnknownReference(`groupIds.${unknown}`);
  }

  /**
   * Checks the branches that are listed with roles.
   *
   * @param settled assignments that the user has already, which are not checked again
   * @throws UnknownReference
   */
  async listedBranches(
    actor: Actor,
    roles: readonly AssignedRole[],
    settled: readonly AssignedRole[] = [],
  ): Promise<void> {
    const fresh = difference(roles, settled);
    const listed = fresh.flatMap((role) => role.branchIds ?? []);
    if (listed.length === 0) return;
    const known = new Set((await this.branches.branches(listed)).map(({ id }) => id));
    for (const [index, role] of roles.entries()) {
      if (!fresh.includes(role)) continue;
      const unknown = role.branchIds?.findIndex((id) => !known.has(id) || !actor.can('read', 'Branch', { id })) ?? -1;
      if (unknown >= 0) throw new UnknownReference(`roles.${index}.branchIds.${unknown}`);
    }
  }
}
