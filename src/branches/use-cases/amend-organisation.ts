import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { NotFound } from '../../platform/domain/domain-error.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { Organisation } from '../domain/organisation.js';
import type { OrganisationChange } from '../domain/settings.js';

@Injectable()
export class AmendOrganisation {
  constructor(private readonly work: UnitOfWork) {}

  run(actor: Actor, change: OrganisationChange): Promise<Organisation> {
    return this.work.run(actor, async (tx) => {
      const organisation = await tx.find(Organisation, 'only_row', []);
      if (!organisation) throw new NotFound();
      actor.ensure('change', 'Organisation', organisation);
      organisation.amend(change);
      return tx.save(organisation);
    });
  }
}
