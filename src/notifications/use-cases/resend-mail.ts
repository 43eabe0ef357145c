import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { IdentityApi } from '../../identity/index.js';
import { NotFound } from '../../platform/domain/domain-error.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { MailNotFailed, MailNotResendable } from '../domain/errors.js';
import { asMail, type MailState } from '../domain/mail.js';
import { carriesToken } from '../email/mail-definition.js';
import { mailNamed } from '../mails/registry.js';
import { type MailOfSomebody, MailQueries } from './mails.queries.js';

interface Failed {
  userId: string;
  aboutReader: boolean;
  branchId: string | null;
  template: string;
  state: MailState;
  erased: boolean;
}

const LOCK = `
  SELECT user_id AS "userId", about_reader AS "aboutReader", branch_id AS "branchId", template, state, model = '{}' AS erased
    FROM notifications.mails WHERE id = $1 FOR UPDATE`;
const AGAIN = `
  UPDATE notifications.mails SET state = 'queued', due_at = now(), queued_at = now(), doubts = 0, last_error = NULL
   WHERE id = $1`;

/** NO-3: sends a failed email again, to the same address and with the same Message-ID. */
@Injectable()
export class ResendMail {
  constructor(
    private readonly work: UnitOfWork,
    private readonly identity: IdentityApi,
    private readonly queries: MailQueries,
  ) {}

  /** @throws NotFound, MailNotFailed, MailNotResendable */
  run(actor: Actor, id: string): Promise<MailOfSomebody> {
    return this.work.run(actor, async (tx) => {
      const [mail] = await tx.query<Failed>(LOCK, [id]);
      const reader = mail && (await this.identity.user(mail.userId));
      if (!mail || !reader) throw new NotFound();
      actor.ensure('resend', 'Mail', asMail(reader, mail.aboutReader ? 'reader' : mail));
      if (mail.state !== 'failed')
        throw new MailNotFailed(mail.state === 'sent' ? 'The email has been sent.' : 'The email is still queued.');
      if (mail.erased || tokenIsLost(mail)) throw new MailNotResendable();
      await tx.query(AGAIN, [id]);
      tx.audit.push({ subjectType: 'User', subjectId: mail.userId, action: 'mail-resent', changes: [] });
      return this.queries.mail(id);
    });
  }
}

/** The token of a link is erased when the email fails, and an email that this release does not know cannot be sent. */
function tokenIsLost({ template }: Failed): boolean {
  const mail = mailNamed(template);
  return !mail || carriesToken(mail);
}
