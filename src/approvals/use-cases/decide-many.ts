import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { DomainError } from '../../platform/domain/domain-error.js';
import type { ApprovalRequest } from '../domain/approval-request.js';
import type { Decision } from '../domain/request-states.js';
import { DecideRequest } from './decide-request.js';

/** What became of one item: the decided request, or why it was refused. */
export interface DecisionOutcome {
  id: string;
  request: ApprovalRequest | null;
  problem: { code: string; title: string; detail: string | null; [member: string]: unknown } | null;
}

/**
 * AP-6: decides several requests, each in its own transaction, so that one failure does not undo the others. An
 * `Idempotency-Key` cannot cover several transactions; when the same items are sent again, each answers what was decided and
 * by whom.
 */
@Injectable()
export class DecideMany {
  constructor(private readonly decideRequest: DecideRequest) {}

  async run(
    actor: Actor,
    items: readonly ({ id: string; step?: number | undefined } & Decision)[],
  ): Promise<{ items: DecisionOutcome[] }> {
    const outcomes: DecisionOutcome[] = [];
    for (const { id, step, ...decision } of items) outcomes.push(await this.#one(actor, id, decision, step));
    return { items: outcomes };
  }

  async #one(actor: Actor, id: string, decision: Decision, step?: number): Promise<DecisionOutcome> {
    try {
      return { id, request: await this.decideRequest.run(actor, id, decision, step), problem: null };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { code, title } = error.problem;
      return { id, request: null, problem: { code, title, detail: error.message || null, ...error.members } };
    }
  }
}
