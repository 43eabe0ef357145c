import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { newId } from '../../platform/domain/ids.js';
import { SYSTEM } from '../../platform/domain/performer.js';
import type { Page, PageRequest } from '../../platform/http/paging.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import type { SignInMethod, SignInOutcome } from '../domain/sign-in.js';
import { type SignInView, SignInQueries } from './sign-ins.queries.js';

/** An attempt to sign in, whatever became of it (ID-16). */
export interface Attempt {
  /** null where the address given is nobody's. */
  readonly userId: string | null;
  readonly method: SignInMethod;
  readonly outcome: SignInOutcome;
  readonly address: string | null;
  /** The browser, as `deviceOf` tells it. */
  readonly device: string | null;
}

const INSERT = `
  INSERT INTO identity.sign_ins (id, user_id, method, outcome, address, device) VALUES ($1, $2, $3, $4, $5, $6)`;

/** Every attempt to sign in is written down, with what became of it; never what was typed. */
@Injectable()
export class SignInHistory {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: SignInQueries,
  ) {}

  /** An attempt that did not lead to a session; one that did is written with its session. */
  async record({ userId, method, outcome, address, device }: Attempt): Promise<void> {
    await this.work.run(SYSTEM, (tx) => tx.query(INSERT, [newId(), userId, method, outcome, address, device]));
  }

  /** @throws NotFound for a person who is not there, or not theirs to see */
  page(actor: Actor, userId: string, page: PageRequest): Promise<Page<SignInView>> {
    return this.queries.of(actor, userId, page);
  }
}
