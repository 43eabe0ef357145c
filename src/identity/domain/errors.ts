import { mapConstraint } from '../../platform/domain/constraint-errors.js';
import { DomainError, type FieldProblem, UnknownReference } from '../../platform/domain/domain-error.js';

/** One answer for an unknown address, a wrong password and a contact: it tells nothing (ID-11). */
export class InvalidCredentials extends DomainError {
  static override readonly kind = 'unauthenticated';
  static override readonly code = 'invalid_credentials';
  static override readonly title = 'The address and the password do not belong together.';
}

/** This and the three below are told only to somebody who gave the right password. */
export class EmailUnconfirmed extends DomainError {
  static override readonly kind = 'forbidden';
  static override readonly code = 'email_unconfirmed';
  static override readonly title = 'Confirm your e-mail address first: follow the link that was mailed to you.';
}

export class AwaitingApproval extends DomainError {
  static override readonly kind = 'forbidden';
  static override readonly code = 'awaiting_approval';
  static override readonly title = 'An administrator has not approved your registration yet. You will get a mail.';
}

export class RegistrationRejected extends DomainError {
  static override readonly kind = 'forbidden';
  static override readonly code = 'registration_rejected';
  static override readonly title = 'Your registration was not approved.';
}

export class Suspended extends DomainError {
  static override readonly kind = 'forbidden';
  static override readonly code = 'suspended';
  static override readonly title = 'Your account is suspended.';
}

/** Whether people may register is public (`sign-up-options`), so that this may be said to everybody. */
export class RegistrationClosed extends DomainError {
  static override readonly kind = 'forbidden';
  static override readonly code = 'registration_closed';
  static override readonly title = 'This organisation does not let people register themselves.';
}

/** ID-9: used, replaced by a newer one, too old, or never made: a stranger cannot tell which. */
export class LinkExpired extends DomainError {
  static override readonly kind = 'gone';
  static override readonly code = 'link_expired';
  static override readonly title = 'This link works no more: it was used, is too old, or a newer one was mailed.';
}

/** How somebody signs in, and where they are signed in, is for them alone: no access token opens it (OP-6). */
export class SessionRequired extends DomainError {
  static override readonly kind = 'forbidden';
  static override readonly code = 'session_required';
  static override readonly title = 'This needs somebody who is signed in with a browser, not an access token.';
}

/** ID-13: whoever finds an open browser must not be able to take the account over. */
export class StepUpRequired extends DomainError {
  static override readonly kind = 'forbidden';
  static override readonly code = 'step_up_required';
  static override readonly title = 'Sign in again first: this needs a sign-in less than 5 minutes old.';
}

export class EmailTaken extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'email_taken';
  static override readonly title = 'Another user has this e-mail address.';
}

/** RP-11: nobody approves, rejects or suspends themselves. */
export class OwnAccount extends DomainError {
  static override readonly kind = 'forbidden';
  static override readonly code = 'own_account';
  static override readonly title = 'You cannot do this to your own account.';
}

/** ID-17: somebody must be left who can administer the organisation. */
export class LastAdministrator extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'last_administrator';
  static override readonly title = 'This is the last person who can administer the organisation.';
}

/** One answer for whatever is wrong with a passkey that somebody shows: a forger learns nothing from it (ID-12). */
export class PasskeyRefused extends DomainError {
  static override readonly kind = 'unauthenticated';
  static override readonly code = 'passkey_refused';
  static override readonly title = 'This passkey was not accepted. Try again, or sign in another way.';
}

/** The same for a passkey that somebody wants to add; nor does it tell that somebody else has it already. */
export class PasskeyNotAdded extends DomainError {
  static override readonly kind = 'invalid';
  static override readonly code = 'passkey_not_added';
  static override readonly title = 'This passkey could not be added. Begin again, or try another one.';
}

/** ID-13: nobody locks themselves out. */
export class LastWayIn extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'last_way_in';
  static override readonly title = 'This is your last way to sign in. Set a password or add another passkey first.';
}

/** Whoever reads the mailbox can reset the password: an admin who could change the address could become the person. */
export class AddressNotYours extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'address_not_yours';
  static override readonly title = 'Only a contact’s address is changed by others: who can sign in changes their own.';
}

/** ID-18; `version` is the one that counts now, if there is any. */
export class AgreementSuperseded extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'agreement_superseded';
  static override readonly title = 'This is not the version of the user agreement that counts now.';
}

/** ID-20: all or nothing. */
export class ImportRefused extends DomainError {
  static override readonly kind = 'invalid';
  static override readonly code = 'import_refused';
  static override readonly title = 'Some rows of the file cannot be imported, so none was.';

  constructor(errors: FieldProblem[]) {
    super(undefined, { errors });
  }
}

/** ID-7: whatever the organisation's provider, or somebody in its place, answered: a forger learns nothing from it. */
export class SsoFailed extends DomainError {
  static override readonly kind = 'unauthenticated';
  static override readonly code = 'sso_failed';
  static override readonly title = 'The single sign-on did not work out. Begin again.';
}

/** One answer for whoever is suspended, rejected, without access, or takes somebody else's place: it tells nothing. */
export class SsoRefused extends DomainError {
  static override readonly kind = 'forbidden';
  static override readonly code = 'sso_refused';
  static override readonly title = 'You cannot be signed in here. Ask an administrator of your organisation.';
}

/** The provider is away; everything else goes on. */
export class SsoUnavailable extends DomainError {
  static override readonly kind = 'unavailable';
  static override readonly code = 'sso_unavailable';
  static override readonly title = 'The single sign-on of your organisation does not answer. Try again in a moment.';
}

/** `sign-up-options` tells it to everybody, so that this may be said to everybody. */
export class SsoOnly extends DomainError {
  static override readonly kind = 'forbidden';
  static override readonly code = 'sso_only';
  static override readonly title = 'This organisation signs in with its single sign-on only.';
}

mapConstraint('users_email_key', () => new EmailTaken());
mapConstraint('users_branch', () => new UnknownReference('branchId'));
// The passkey was removed while somebody was signing in with it.
mapConstraint('sessions_passkey', () => new PasskeyRefused());
