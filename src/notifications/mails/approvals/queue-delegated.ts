import { Injectable } from '@nestjs/common';
import { QueueDelegated } from '../../../approvals/events.js';
import { BranchesApi } from '../../../branches/index.js';
import { IdentityApi } from '../../../identity/index.js';
import { moment } from '../../../platform/domain/shown-time.js';
import { On } from '../../../platform/work/listeners.js';
import type { Tx } from '../../../platform/work/tx.js';
import { defineMail, LATER, NOW } from '../../email/mail-definition.js';
import { WriteMails } from '../../use-cases/write-mails.js';

interface QueueDelegatedModel {
  delegator: string;
  from: string;
  until: string;
}

export const queueDelegated = defineMail<QueueDelegatedModel>({
  name: 'queue-delegated',
  kind: 'decisions',
  subject: ({ organisation, delegator }) => `${delegator} has delegated their approvals to you (${organisation})`,
  link: { page: () => '/app/approvals' },
  sample: ({ text }) => ({ delegator: text, from: NOW, until: LATER }),
  html: `
{{#> layout}}
<h1>Approvals delegated to you</h1>
{{> greeting}}
<p><bdi>{{delegator}}</bdi> has delegated their approvals to you, from {{from}} until {{until}}.</p>
<p>During that time we email you in their place, and your decisions are recorded under both names. If you can’t do it, you can end the delegation.</p>
{{> link label="View approvals"}}
{{/layout}}
`,
  text: `
{{#> layout}}
{{delegator}} has delegated their approvals to you, from {{from}}
until {{until}}.

During that time we email you in their place, and your decisions are recorded
under both names. If you can't do it, you can end the delegation.

{{> link label="View approvals"}}
{{/layout}}
`,
});

/** AP-11: mails the person who was made a delegate. */
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
    await this.mails.run(tx, event, queueDelegated, [{ to, about: delegator, model }]);
  }
}
