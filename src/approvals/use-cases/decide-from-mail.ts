import { Injectable } from '@nestjs/common';
import { hashToken } from '../../platform/crypto/tokens.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import type { Decision } from '../domain/request-states.js';
import { DecisionLink } from '../domain/decision-link.js';
import { DecisionLinkSpent } from '../domain/errors.js';
import { ApprovalQueries, type DecisionLinkView } from './lists/approvals.queries.js';
import type { RequestDetail } from './lists/queue-views.js';
import { TakeDecision } from './take-decision.js';
import { locksOf } from './whole-request.js';
import { WhoDecides } from './who-decides.js';

/** What the page behind a mailed link shows. */
export interface LinkedRequest {
  /** Whom the link was mailed to. */
  userId: string;
  /** The step that the link is about. */
  step: number;
  request: RequestDetail;
}

const TOKEN = /^[\w-]{43}$/;

/**
 * AP-10: decides by a mailed link. The link says who decides about what; their permission is checked as if they had signed
 * in.
 */
@Injectable()
export class DecideFromMail {
  constructor(
    private readonly work: UnitOfWork,
    private readonly requests: ApprovalQueries,
    private readonly who: WhoDecides,
    private readonly takeDecision: TakeDecision,
  ) {}

  /**
   * Shows the request and changes nothing: mail scanners open links. @throws DecisionLinkSpent, NotFound where they are no
   * longer an approver
   */
  async look(token: string): Promise<LinkedRequest> {
    const { userId, requestId, step } = await this.#link(token);
    return { userId, step, request: await this.requests.detail(await this.who.powersOf(userId), requestId) };
  }

  /** @throws DecisionLinkSpent, NotFound, Forbidden, AlreadyDecided, TooLateToDecide, CannotDecideOwn, UnknownReference */
  async decide(token: string, decision: Decision): Promise<void> {
    const { id, userId, requestId, step, bookingIds } = await this.#link(token);
    await this.work.run(
      { userId },
      async (tx) => {
        const request = await this.takeDecision.run(tx, userId, requestId, step, decision);
        // Only some bookings of a series were declined: the link still works for the others.
        if (request.state === 'pending' && request.step === step) return;
        const link = await tx.load(DecisionLink, id);
        link.use(new Date());
        await tx.save(link);
      },
      { locks: locksOf(bookingIds) },
    );
  }

  async #link(token: string): Promise<DecisionLinkView> {
    const link = TOKEN.test(token) ? await this.requests.link(hashToken(token)) : undefined;
    if (!link) throw new DecisionLinkSpent();
    return link;
  }
}
