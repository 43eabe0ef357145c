import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { newId } from '../../platform/domain/ids.js';
import { SYSTEM } from '../../platform/domain/performer.js';
import type { Page, PageRequest } from '../../platform/http/paging.js';
import type { Tx } from '../../platform/work/tx.js';
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

const MOST_TOLD_A_DAY = 3;
/**
 * Somebody who has signed in before, but never with this device, or never from this network: mobile phones change their
 * address by the hour, and their network seldom. At most three mails a day: whoever travels is not pestered.
 */
const FROM_ELSEWHERE = `
  WITH known AS (SELECT device IS NOT DISTINCT FROM $3 AS device,
                        network(set_masklen(address::inet, CASE family(address::inet) WHEN 4 THEN 24 ELSE 48 END)) AS network
                   FROM identity.sign_ins WHERE user_id = $1 AND outcome = 'ok' AND address IS NOT NULL)
  SELECT 1 FROM (SELECT network(set_masklen($2::inet, CASE family($2::inet) WHEN 4 THEN 24 ELSE 48 END)) AS network) here
   WHERE EXISTS (SELECT 1 FROM known)
     AND (NOT EXISTS (SELECT 1 FROM known WHERE known.device)
          OR NOT EXISTS (SELECT 1 FROM known WHERE known.network = here.network))
     AND (SELECT count(*) FROM platform.audit_entries
           WHERE subject_type = 'User' AND subject_id = $1 AND action = 'signed-in-from-elsewhere'
             AND at > now() - interval '1 day') < ${MOST_TOLD_A_DAY}`;

/** Every attempt to sign in is written down, with what became of it; never what was typed. */
@Injectable()
export class SignInHistory {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: SignInQueries,
  ) {}

  /** An attempt that did not lead to a session. */
  async record(attempt: Attempt): Promise<void> {
    await this.work.run(SYSTEM, (tx) => this.recordIn(tx, attempt));
  }

  /** One that did, with its session. */
  async recordIn(tx: Tx, { userId, method, outcome, address, device }: Attempt): Promise<void> {
    await tx.query(INSERT, [newId(), userId, method, outcome, address, device]);
  }

  /** Whether this is from a device or a network that they have not signed in from before; asked before it is recorded. */
  async isFromElsewhere(tx: Tx, userId: string, address: string | null, device: string | null): Promise<boolean> {
    if (address === null) return false;
    return (await tx.query(FROM_ELSEWHERE, [userId, address, device])).length > 0;
  }

  /** @throws NotFound for a person who is not there, or not theirs to see */
  page(actor: Actor, userId: string, page: PageRequest): Promise<Page<SignInView>> {
    return this.queries.of(actor, userId, page);
  }
}
