import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Sweeps } from '../../platform/schedule/sweeps.js';
import { forget } from '../../platform/work/forget.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';

const EVERY_MS = 3_600_000;
/** Counted from its end: one that was sent once more lately is young. The first of the two has an index. */
const SETTLED = `
  created_at < now() - make_interval(days => $1) AND state <> 'queued'
  AND coalesce(sent_at, queued_at) < now() - make_interval(days => $1)`;

/**
 * Forgets emails that were sent or failed permanently: to whom, about what, and what they said. Workers run it; several do no
 * harm. The period is longer than events are kept, so that none that is told again writes its mail again.
 */
@Injectable()
export class ForgetMails {
  constructor(
    private readonly work: UnitOfWork,
    private readonly config: Config,
    sweeps: Sweeps,
  ) {
    sweeps.add('ForgetMails', EVERY_MS, () => this.run());
  }

  run(): Promise<void> {
    return forget(this.work, 'notifications.mails', SETTLED, this.config.values.MAIL_HISTORY_DAYS);
  }
}
