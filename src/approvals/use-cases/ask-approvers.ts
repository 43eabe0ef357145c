import { Injectable } from '@nestjs/common';
import { Sealer } from '../../platform/crypto/sealer.js';
import { hashToken, newToken } from '../../platform/crypto/tokens.js';
import type { Tx } from '../../platform/work/tx.js';
import { DecisionLink, type Occasion } from '../domain/decision-link.js';
import { ApprovalQueries } from './lists/approvals.queries.js';
import { WhoDecides } from './who-decides.js';

/**
 * Emails each approver of the step that waits a personal link to decide (AP-2, AP-10). If an approver has handed their queue
 * over, their delegates get it instead (AP-11).
 */
@Injectable()
export class AskApprovers {
  constructor(
    private readonly requests: ApprovalQueries,
    private readonly who: WhoDecides,
    private readonly sealer: Sealer,
  ) {}

  async run(tx: Tx, requestId: string, step: number, occasion: Occasion): Promise<void> {
    const request = await this.requests.waiting(requestId);
    // Decided, withdrawn or advanced meanwhile: there is nobody to ask.
    if (!request || request.step !== step) return;
    const asked = await this.who.askedFor(request);
    const ids = new Set(asked.flatMap(({ id, standIns }) => (standIns.length > 0 ? standIns : [id])));
    for (const userId of ids) {
      const secret = newToken();
      const token = { hash: hashToken(secret), sealed: this.sealer.seal(secret, 'mailed-link') };
      await tx.save(DecisionLink.issue(request, userId, token, occasion));
    }
  }
}
