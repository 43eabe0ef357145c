import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { Branch } from '../domain/branch.js';
import type { WelcomeView } from './branches.queries.js';
import { htmlOf } from './markdown.js';

/** BR-1: the welcome message of a branch. */
@Injectable()
export class WelcomePeople {
  constructor(private readonly work: UnitOfWork) {}

  /** @throws NotFound, Forbidden */
  run(actor: Actor, branchId: string, markdown: string): Promise<WelcomeView> {
    return this.work.run(actor, async (tx) => {
      const branch = await tx.load(Branch, branchId);
      actor.ensure('welcome', 'Branch', branch);
      branch.welcome(markdown);
      const { id, version } = await tx.save(branch);
      return { id, markdown, html: htmlOf(markdown), version };
    });
  }
}
