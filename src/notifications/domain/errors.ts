import { DomainError } from '../../platform/domain/domain-error.js';

export class MailNotFailed extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'mail_not_failed';
  static override readonly title = 'Only an email that failed can be sent again.';
}

/** The secret of the link is erased once the email was sent or has failed; an email to an erased person has no content left. */
export class MailNotResendable extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'mail_not_resendable';
  static override readonly title =
    'The link in this email no longer works, so it cannot be sent again. Request a new link instead.';
}
