import { Injectable } from '@nestjs/common';
import { ANONYMOUS } from '../../../platform/domain/performer.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { User } from '../../domain/user.js';
import { inEvenTime } from '../in-even-time.js';
import { IssueLink } from '../issue-link.js';
import { MailQuota } from '../mail-quota.js';
import { SsoProvider } from '../single-sign-on/sso-provider.js';

/**
 * ID-8: a person forgot their password. The response is the same for every address. The email depends on the account: a reset
 * link, the verification link, or an explanation that there is no password to reset.
 */
@Injectable()
export class RequestPasswordReset {
  constructor(
    private readonly work: UnitOfWork,
    private readonly issueLink: IssueLink,
    private readonly quota: MailQuota,
    private readonly sso: SsoProvider,
  ) {}

  /** @throws SsoOnly */
  async run(email: string): Promise<void> {
    this.sso.ensureOthers();
    await inEvenTime(() =>
      this.work.run(ANONYMOUS, async (tx) => {
        const user = await tx.find(User, 'email = $1', [email]);
        if (!user) return;
        if (user.mayResetPassword) return this.issueLink.reset(tx, user);
        if (user.state === 'unconfirmed') return this.issueLink.asked(tx, user);
        if (!(await this.quota.take(tx, email, 'notices'))) return;
        user.refuseReset();
        await tx.save(user);
      }),
    );
  }
}
