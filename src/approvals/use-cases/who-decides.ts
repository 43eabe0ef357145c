import { Injectable } from '@nestjs/common';
import { IdentityApi, type PermissionSource, type UserView } from '../../identity/index.js';
import type { FlowStep } from '../domain/request-steps.js';
import { DelegationQueries } from './delegations/delegations.queries.js';
import { Powers } from './powers.js';

/** Who may decide what at this moment, inside a transaction (AP-2, AP-11). */
@Injectable()
export class WhoDecides {
  constructor(
    private readonly identity: IdentityApi,
    private readonly delegations: DelegationQueries,
  ) {}

  /** What somebody may decide now, in their own name and as a delegate. */
  async powersOf(userId: string): Promise<Powers> {
    const delegators = await this.delegations.delegatorsOf(userId);
    const sources = await this.identity.sourcesOf('approvals.decide', [userId, ...delegators]);
    const own = sources.filter((source) => source.userId === userId);
    // Someone who is no longer an approver is nobody's delegate either.
    if (own.length === 0) return new Powers(userId, []);
    return new Powers(userId, [...own, ...sources.filter((source) => source.userId !== userId)]);
  }

  /** Every approver, with the roles that make them one and the branches where those count. */
  everyApprover(): Promise<PermissionSource[]> {
    return this.identity.sourcesOf('approvals.decide', 'everybody');
  }

  /** The approvers of a step for the vehicles of a branch. */
  approversOf({ approverRoleId }: Pick<FlowStep, 'approverRoleId'>, branchId: string): Promise<UserView[]> {
    return this.identity.holdersOf('approvals.decide', branchId, approverRoleId);
  }

  /** The approvers who may decide the request, each with their current delegates. */
  async askedFor(request: { branchId: string; stepRoleId: string | null; excluded: readonly string[] }) {
    const { branchId, stepRoleId, excluded } = request;
    const approvers = await this.approversOf({ approverRoleId: stepRoleId }, branchId);
    const free = approvers.filter(({ id }) => !excluded.includes(id));
    const standIns = await this.delegations.standInsOf(free.map(({ id }) => id));
    const others = await this.identity.sourcesOf('approvals.decide', [...new Set([...standIns.values()].flat())]);
    const able = new Set(others.map(({ userId }) => userId).filter((id) => !excluded.includes(id)));
    return free.map(({ id }) => ({ id, standIns: (standIns.get(id) ?? []).filter((other) => able.has(other)) }));
  }
}
