import { Injectable } from '@nestjs/common';
import { AccessApi, type Actor } from '../../access/index.js';
import { BranchesApi } from '../../branches/index.js';
import { UnknownReference } from '../../platform/domain/domain-error.js';
import type { Placement } from '../domain/user.js';

/** Whether an admin may put somebody into this branch, these groups and these roles (RP-11, BR-2). */
@Injectable()
export class EnsurePlacement {
  constructor(
    private readonly access: AccessApi,
    private readonly branches: BranchesApi,
  ) {}

  /** @throws UnknownReference (the same for what does not exist and what is not theirs), InvalidInput, BeyondOwnAccess */
  async run(actor: Actor, action: 'create' | 'verify', { branchId, groupIds, roles }: Placement): Promise<void> {
    const listed = roles.flatMap((role) => role.branchIds ?? []);
    const known = new Set((await this.branches.branches([branchId, ...listed])).map(({ id }) => id));
    if (!known.has(branchId) || !actor.can(action, 'User', { branchId })) throw new UnknownReference('branchId');
    for (const [index, role] of roles.entries()) {
      const unknown = role.branchIds?.findIndex((id) => !known.has(id) || !actor.can('read', 'Branch', { id })) ?? -1;
      if (unknown >= 0) throw new UnknownReference(`roles.${index}.branchIds.${unknown}`);
    }
    const groups = groupIds.length > 0 ? await this.branches.groupsOf(branchId, groupIds) : [];
    const unknown = groupIds.findIndex((id) => !groups.includes(id));
    if (unknown >= 0) throw new UnknownReference(`groupIds.${unknown}`);
    await this.access.ensureMayAssign(actor, roles, branchId);
  }
}
