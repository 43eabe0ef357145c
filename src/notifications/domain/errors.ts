import { DomainError } from '../../platform/domain/domain-error.js';

export class MailNotFailed extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'mail_not_failed';
  static override readonly title = 'Only a mail that failed is sent again.';
}

/** The secret of a link is erased with the mail's end; a mail to somebody who was erased says nothing any more. */
export class MailNotResendable extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'mail_not_resendable';
  static override readonly title = 'What the mail was to carry is gone: ask for a new one where it came from.';
}
