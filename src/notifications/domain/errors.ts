import { DomainError } from '../../platform/domain/domain-error.js';

export class MailNotFailed extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'mail_not_failed';
  static override readonly title = 'Only an email that failed can be sent again.';
}

/** The link's secret is erased once the mail was sent or failed; a mail to an erased person has no content left. */
export class MailNotResendable extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'mail_not_resendable';
  static override readonly title =
    'The link in this email no longer works, so it cannot be sent again. Request a new link instead.';
}
