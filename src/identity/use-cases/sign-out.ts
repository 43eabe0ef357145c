import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { Session } from '../domain/session.js';
import { timeOf } from './time-of.js';

/** Ends the session in the database, so that its cookie is worth nothing wherever it was copied to. */
@Injectable()
export class SignOut {
  constructor(private readonly work: UnitOfWork) {}

  run(actor: Actor, sessionId: string): Promise<void> {
    return this.work.run(actor, async (tx) => {
      const session = await tx.load(Session, sessionId);
      session.end(await timeOf(tx));
      await tx.save(session);
    });
  }
}
