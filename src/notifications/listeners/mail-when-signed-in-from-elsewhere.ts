import { Injectable } from '@nestjs/common';
import { BranchesApi } from '../../branches/index.js';
import { SignedInFromElsewhere } from '../../identity/events.js';
import { IdentityApi } from '../../identity/index.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { moment } from '../email/wording.js';
import { WriteMails } from '../use-cases/write-mails.js';

const MOST_A_DAY = 3;
const OF_TODAY = `
  SELECT count(*)::int AS count FROM notifications.mails
   WHERE user_id = $1 AND template = 'new-sign-in' AND created_at > now() - interval '1 day'`;

/** ID-13, NO-6. At most three a day: whoever travels is not pestered, and nobody else's sign-ins can bury a mailbox. */
@Injectable()
export class MailWhenSignedInFromElsewhere {
  constructor(
    private readonly mails: WriteMails,
    private readonly identity: IdentityApi,
    private readonly branches: BranchesApi,
  ) {}

  @On(SignedInFromElsewhere)
  async handle(event: SignedInFromElsewhere, tx: Tx): Promise<void> {
    const to = await this.identity.user(event.payload.userId);
    if (!to) return;
    const [today] = await tx.query<{ count: number }>(OF_TODAY, [to.id]);
    if (today!.count >= MOST_A_DAY) return;
    const { timeZone } = await this.branches.organisation();
    const model = { device: event.payload.device ?? 'an unknown program', when: moment(event.occurredAt, timeZone) };
    await this.mails.run(tx, event, 'new-sign-in', [{ to, about: 'reader', model }]);
  }
}
