import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Sweeps } from '../../platform/schedule/sweeps.js';
import { forget } from '../../platform/work/forget.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';

const EVERY_MS = 3_600_000;
const SPENT = 'least(used_at, expires_at) < now() - make_interval(days => $1)';

/**
 * Deletes mailed links that were used or have expired, after the same time as other links. Workers run it; several do no
 * harm.
 */
@Injectable()
export class ForgetLinks {
  constructor(
    private readonly work: UnitOfWork,
    private readonly config: Config,
    sweeps: Sweeps,
  ) {
    sweeps.add('ForgetLinks', EVERY_MS, () => this.run());
  }

  run(): Promise<void> {
    return forget(this.work, 'approvals.decision_links', SPENT, this.config.values.SPENT_LINK_DAYS);
  }
}
