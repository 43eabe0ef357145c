import { Injectable } from '@nestjs/common';
import { QueueDelegated } from '../../approvals/events.js';
import { BranchesApi } from '../../branches/index.js';
import { IdentityApi } from '../../identity/index.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { moment } from '../email/wording.js';
import { WriteMails } from '../use-cases/write-mails.js';

/** AP-11: who stands in for somebody hears of it. */
@Injectable()
export class MailWhenQueueDelegated {
  constructor(
    private readonly mails: WriteMails,
    private readonly identity: IdentityApi,
    private readonly branches: BranchesApi,
  ) {}

  @On(QueueDelegated)
  async handle(event: QueueDelegated, tx: Tx): Promise<void> {
    const { delegatorId, delegateId, start, end } = event.payload;
    const people = await this.identity.users([delegatorId, delegateId]);
    const [delegator, to] = [delegatorId, delegateId].map((id) => people.find((person) => person.id === id));
    if (!delegator || !to) return;
    const { timeZone } = await this.branches.organisation();
    const model = { delegator: delegator.name, from: moment(start, timeZone), until: moment(end, timeZone) };
    await this.mails.run(tx, event, 'queue-delegated', [{ to, about: delegator, model }]);
  }
}
