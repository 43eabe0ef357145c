import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/index.js';
import { NotFound } from '../../../platform/domain/domain-error.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { Delegation } from '../../domain/delegation.js';

/** AP-11: the delegator or the delegate ends it; it stays in the list. */
@Injectable()
export class RevokeDelegation {
  constructor(private readonly work: UnitOfWork) {}

  /** @throws NotFound, also for a delegation between other people; IllegalTransition */
  run(actor: Actor, id: string): Promise<void> {
    return this.work.run(actor, async (tx) => {
      const delegation = await tx.load(Delegation, id);
      const { delegatorId, delegateId } = delegation;
      if (actor.userId !== delegatorId && actor.userId !== delegateId) throw new NotFound();
      delegation.revoke(new Date());
      await tx.save(delegation);
    });
  }
}
