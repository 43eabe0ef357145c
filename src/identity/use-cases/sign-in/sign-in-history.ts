import { Injectable } from '@nestjs/common';
import type { Counter } from 'prom-client';
import type { Actor } from '../../../access/index.js';
import { newId } from '../../../platform/domain/ids.js';
import { SYSTEM } from '../../../platform/domain/performer.js';
import { Metrics } from '../../../platform/health/metrics.js';
import type { Page, PageRequest } from '../../../platform/http/paging.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import type { SignInMethod, SignInOutcome } from '../../domain/sign-in.js';
import { type SignInView, SignInQueries } from './sign-ins.queries.js';

/** An attempt to sign in, successful or not (ID-16). */
export interface Attempt {
  /** null if the given address belongs to nobody. */
  readonly userId: string | null;
  readonly method: SignInMethod;
  readonly outcome: SignInOutcome;
  readonly address: string | null;
  /** The browser, in the words of `deviceOf`. */
  readonly device: string | null;
}

const INSERT = `
  INSERT INTO identity.sign_ins (id, user_id, method, outcome, address, device) VALUES ($1, $2, $3, $4, $5, $6)`;

/** Attempts at one account from one address take turns, so that each finds the entry of the one before. */
const LOCK = `SELECT pg_advisory_xact_lock(hashtextextended('sign-in ' || coalesce($1, '') || ' ' || coalesce($2, ''), 0))`;

/** Adds to the entry of the last hour with the same facts, unless somebody has signed in from there since. */
const FOLD = `
  UPDATE identity.sign_ins SET count = count + 1, last_at = now(), device = $5
   WHERE id = (SELECT f.id FROM identity.sign_ins f
                WHERE f.user_id IS NOT DISTINCT FROM $1::uuid AND f.method = $2 AND f.outcome = $3 AND f.outcome <> 'ok'
                  AND coalesce(f.address, '') = coalesce($4, '') AND f.at > now() - interval '1 hour'
                  AND NOT EXISTS (SELECT FROM identity.sign_ins ok
                                   WHERE ok.user_id = f.user_id AND ok.address = f.address AND ok.outcome = 'ok'
                                     AND ok.id > f.id)
                ORDER BY f.id DESC LIMIT 1)
  RETURNING id`;

/** Records every attempt to sign in with its outcome, but never what was typed. */
@Injectable()
export class SignInHistory {
  readonly #attempts: Counter<'method' | 'outcome'>;

  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: SignInQueries,
    metrics: Metrics,
  ) {
    this.#attempts = metrics.counter(
      'motorpool_sign_ins_total',
      'Sign-in attempts, by method and outcome: ok, or the reason for the failure.',
      ['method', 'outcome'],
    );
  }

  /** Counts a successful attempt in the metrics; it is recorded together with its session. */
  count(method: SignInMethod, outcome: SignInOutcome = 'ok'): void {
    this.#attempts.inc({ method, outcome });
  }

  /**
   * An attempt that did not lead to a session; one that did is written with its session. Repeats are counted in one line,
   * so that a stranger cannot fill a person's history.
   */
  async record({ userId, method, outcome, address, device }: Attempt): Promise<void> {
    this.count(method, outcome);
    await this.work.run(SYSTEM, async (tx) => {
      await tx.query(LOCK, [userId, address]);
      const folded = await tx.query(FOLD, [userId, method, outcome, address, device]);
      if (folded.length === 0) await tx.query(INSERT, [newId(), userId, method, outcome, address, device]);
    });
  }

  /** @throws NotFound for a person who does not exist or whom the caller may not see */
  page(actor: Actor, userId: string, page: PageRequest): Promise<Page<SignInView>> {
    return this.queries.of(actor, userId, page);
  }
}
