import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../platform/domain/performer.js';
import { Sweeps } from '../../platform/schedule/sweeps.js';
import type { Tx } from '../../platform/work/tx.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { ApprovalRequest } from '../domain/approval-request.js';
import { ApprovalQueries, type WaitingGroup } from './lists/approvals.queries.js';
import { WhoDecides } from './who-decides.js';

const EVERY_MS = 10_000;
const GROUP = `
  branch_id = $1 AND state = 'pending' AND step_role_id IS NOT DISTINCT FROM $2 AND (stranded_at IS NOT NULL) = $3
  ORDER BY id`;

/**
 * AP-9: looks for waiting requests that nobody can decide any more. The last approver may be lost in many ways (role, reach,
 * grant, suspension, deletion), so this reads the current state and listens to no event.
 */
@Injectable()
export class TellOfLostApprovers {
  constructor(
    private readonly work: UnitOfWork,
    private readonly requests: ApprovalQueries,
    private readonly who: WhoDecides,
    sweeps: Sweeps,
  ) {
    sweeps.add('TellOfLostApprovers', EVERY_MS, () => this.run());
  }

  async run(now = new Date()): Promise<void> {
    for (const group of await this.requests.waitingGroups()) {
      const { branchId, stepRoleId, stranded, mostExcluded } = group;
      const approvers = (await this.who.approversOf({ approverRoleId: stepRoleId }, branchId)).length;
      // The usual case: there are more approvers than any request excludes, so no request needs to be read.
      if (stranded ? approvers === 0 : approvers > mostExcluded) continue;
      await this.work.run(SYSTEM, (tx) => this.#look(tx, group, now), {
        // Workers take turns for each branch: the next one sees that the admins have been told.
        locks: [['setting', `approvers-${branchId}`]],
      });
    }
  }

  async #look(tx: Tx, { branchId, stepRoleId, stranded }: WaitingGroup, now: Date): Promise<void> {
    const requests = await tx.findAll(ApprovalRequest, GROUP, [branchId, stepRoleId, stranded]);
    const approvers = (await this.who.approversOf({ approverRoleId: stepRoleId }, branchId)).map(({ id }) => id);
    const isStranded = ({ excluded }: ApprovalRequest) => approvers.every((id) => excluded.includes(id));
    const changed = requests.filter((request) => isStranded(request) !== stranded);
    if (stranded) for (const request of changed) request.rescue();
    else ApprovalRequest.strand(changed, now);
    for (const request of changed) await tx.save(request);
  }
}
