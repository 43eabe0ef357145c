import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { Branch, type BranchDetails } from '../domain/branch.js';

@Injectable()
export class OpenBranch {
  constructor(private readonly work: UnitOfWork) {}

  /** @throws BranchCodeTaken */
  run(actor: Actor, details: BranchDetails): Promise<Branch> {
    return this.work.run(actor, async (tx) => {
      const branch = Branch.open(details);
      actor.ensure('create', 'Branch', branch);
      return tx.save(branch);
    });
  }
}
