import { Injectable } from '@nestjs/common';
import { AccessApi } from '../../access/index.js';
import { InvalidInput, UnknownReference } from '../../platform/domain/domain-error.js';
import type { FlowStep } from '../domain/request-steps.js';

/** AP-2: only approvers decide, so a step may only name a role that makes people approvers. */
@Injectable()
export class StepRoles {
  constructor(private readonly access: AccessApi) {}

  /** @throws UnknownReference, InvalidInput */
  async ensureSound(steps: readonly FlowStep[]): Promise<void> {
    if (steps.every(({ approverRoleId }) => approverRoleId === null)) return;
    const roles = await this.access.roles();
    for (const [index, { approverRoleId }] of steps.entries()) {
      if (approverRoleId === null) continue;
      const field = `steps.${index}.approverRoleId`;
      const role = roles.get(approverRoleId);
      if (!role) throw new UnknownReference(field);
      if (role.permissions.includes('approvals.decide')) continue;
      throw new InvalidInput([{ field, code: 'role_cannot_decide', message: `${role.name} cannot decide requests` }]);
    }
  }
}
