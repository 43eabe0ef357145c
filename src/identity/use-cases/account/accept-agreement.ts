import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/index.js';
import { BranchesApi } from '../../../branches/index.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { AgreementAcceptance } from '../../domain/agreement-acceptance.js';
import { AgreementSuperseded } from '../../domain/errors.js';
import { timeOf } from '../time-of.js';

/** ID-18: accepts the version in force; accepting it again changes nothing. */
@Injectable()
export class AcceptAgreement {
  constructor(
    private readonly work: UnitOfWork,
    private readonly branches: BranchesApi,
  ) {}

  /** @throws AgreementSuperseded for any other version, because the person read another text */
  run(actor: Actor, version: number): Promise<{ version: number; acceptedAt: Date }> {
    return this.work.run(actor, async (tx) => {
      const current = await this.branches.agreement();
      if (current?.version !== version) {
        throw new AgreementSuperseded(undefined, { version: current?.version ?? null });
      }
      const acceptance = AgreementAcceptance.of(actor.userId, version, await timeOf(tx));
      if (await tx.insertUnlessTaken(acceptance)) return { version, acceptedAt: acceptance.acceptedAt };
      const earlier = await tx.find(AgreementAcceptance, 'user_id = $1 AND version = $2', [actor.userId, version]);
      return { version, acceptedAt: earlier!.acceptedAt };
    });
  }
}
