import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { Agreement } from '../domain/agreement.js';
import { type AgreementView, AgreementQueries } from './agreements.queries.js';

/** ID-18: from now on everybody must accept this version before their next booking. */
@Injectable()
export class PublishAgreement {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: AgreementQueries,
  ) {}

  run(actor: Actor, text: string): Promise<AgreementView> {
    return this.work.run(actor, async (tx) => {
      actor.ensure('create', 'Agreement', {});
      // Publishing takes turns, so that version numbers have no gaps and no duplicates.
      await tx.lock('setting', 'agreement');
      const latest = await this.queries.current();
      const [clock] = await tx.query<{ now: Date }>('SELECT now()');
      const version = (latest?.version ?? 0) + 1;
      const { id, publishedBy, publishedAt } = await tx.save(
        Agreement.publish(version, text, actor.userId, clock!.now),
      );
      return { id, version, text, publishedBy, publishedAt };
    });
  }
}
