import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Sweeps } from '../../platform/schedule/sweeps.js';
import { forget } from '../../platform/work/forget.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';

const EVERY_MS = 3_600_000;
/**
 * The time counts from the last sending, so an email that was sent again is kept longer. The first condition has an index.
 */
const SETTLED = `
  created_at < now() - make_interval(days => $1) AND state <> 'queued'
  AND coalesce(sent_at, queued_at) < now() - make_interval(days => $1)`;

/**
 * Deletes emails that were sent or finally failed. Workers run it; several do no harm. Emails are kept longer than events, so
 * that a redelivered event cannot write its email again.
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
