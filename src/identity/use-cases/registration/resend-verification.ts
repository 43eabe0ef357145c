import { Injectable } from '@nestjs/common';
import { ANONYMOUS } from '../../../platform/domain/performer.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { User } from '../../domain/user.js';
import { inEvenTime } from '../in-even-time.js';
import { IssueLink } from '../issue-link.js';

/** ID-8: mails a new link to an address that waits for one. The answer is the same for every address. */
@Injectable()
export class ResendVerification {
  constructor(
    private readonly work: UnitOfWork,
    private readonly issueLink: IssueLink,
  ) {}

  async run(email: string): Promise<void> {
    await inEvenTime(() =>
      this.work.run(ANONYMOUS, async (tx) => {
        const user = await tx.find(User, 'email = $1', [email]);
        if (user?.state === 'unconfirmed') await this.issueLink.asked(tx, user);
      }),
    );
  }
}
