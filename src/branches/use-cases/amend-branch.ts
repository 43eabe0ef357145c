import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { Branch, type BranchChange } from '../domain/branch.js';

@Injectable()
export class AmendBranch {
  constructor(private readonly work: UnitOfWork) {}

  /** @throws NotFound, Forbidden, BranchCodeTaken */
  run(actor: Actor, id: string, change: BranchChange): Promise<Branch> {
    return this.work.run(actor, async (tx) => {
      const branch = await tx.load(Branch, id);
      actor.ensure('change', 'Branch', branch);
      branch.amend(change);
      return tx.save(branch);
    });
  }
}
