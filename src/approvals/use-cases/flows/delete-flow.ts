import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/index.js';
import { UnknownReference } from '../../../platform/domain/domain-error.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { ApprovalFlow } from '../../domain/approval-flow.js';
import { FlowInUse } from '../../domain/errors.js';
import { FlowQueries } from './flows.queries.js';

/** Open requests continue: they have a copy of the steps. */
@Injectable()
export class DeleteFlow {
  constructor(
    private readonly work: UnitOfWork,
    private readonly flows: FlowQueries,
  ) {}

  /** @throws NotFound, FlowInUse */
  async run(actor: Actor, id: string): Promise<void> {
    try {
      await this.work.run(actor, async (tx) => {
        const flow = await tx.load(ApprovalFlow, id);
        actor.ensure('delete', 'ApprovalFlow', flow);
        const vehicles = await this.flows.carriers(id);
        if (vehicles > 0) throw new FlowInUse(undefined, { vehicles });
        flow.delete();
        await tx.save(flow);
        await tx.query('DELETE FROM approvals.flows WHERE id = $1', [id]);
      });
    } catch (error) {
      // A vehicle was given the flow at the same moment: only the foreign key notices.
      throw error instanceof UnknownReference ? new FlowInUse() : error;
    }
  }
}
