import { Injectable } from '@nestjs/common';
import { type Actor, type Reach, reaches } from '../../../access/index.js';
import { IdentityApi } from '../../../identity/index.js';
import { InvalidInput, UnknownReference } from '../../../platform/domain/domain-error.js';
import { Period } from '../../../platform/domain/period.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { Delegation } from '../../domain/delegation.js';
import { type DelegationView, DelegationQueries } from './delegations.queries.js';

/** An approver who can take over somebody's queue. */
export interface Candidate {
  id: string;
  name: string;
}

/**
 * AP-11: hands an approver's queue to another for a period. It must be another approver of one of their branches: an approver
 * may not see other people (RP-13) nor make them approvers (RP-11).
 */
@Injectable()
export class DelegateQueue {
  constructor(
    private readonly work: UnitOfWork,
    private readonly identity: IdentityApi,
    private readonly delegations: DelegationQueries,
  ) {}

  /** @throws UnknownReference, InvalidInput */
  async run(actor: Actor, delegateId: string, start: Date, end: Date): Promise<DelegationView> {
    const period = Period.of(start, end);
    if (end.getTime() <= Date.now()) {
      throw new InvalidInput([{ field: 'end', code: 'in_past', message: 'must be in the future' }]);
    }
    return this.work.run(actor, async (tx) => {
      const able = await this.#sharing(actor.userId);
      if (!able.includes(delegateId)) throw new UnknownReference('delegateId');
      const { id } = await tx.save(Delegation.give(actor.userId, delegateId, period));
      return (await this.delegations.view(id))!;
    });
  }

  /** By name. */
  async candidates(actor: Actor): Promise<Candidate[]> {
    const users = await this.identity.users(await this.#sharing(actor.userId));
    return users.map(({ id, name }) => ({ id, name })).sort((one, other) => one.name.localeCompare(other.name));
  }

  /** The other approvers of the branches in which somebody is an approver. */
  async #sharing(userId: string): Promise<string[]> {
    const everybody = await this.identity.sourcesOf('approvals.decide', 'everybody');
    const own = everybody.filter((source) => source.userId === userId);
    const shares = (theirs: Reach) => own.some(({ reach }) => overlap(reach, theirs));
    const others = everybody.filter((source) => source.userId !== userId && shares(source.reach));
    return [...new Set(others.map((source) => source.userId))];
  }
}

const overlap = (one: Reach, other: Reach): boolean =>
  one === 'every' ? other.length > 0 : one.some((branchId) => reaches(other, branchId));
