import { mapConstraint } from '../../platform/domain/constraint-errors.js';
import { DomainError, type FieldProblem, reported, UnknownReference } from '../../platform/domain/domain-error.js';

/** One answer for an unknown address, a wrong password and a contact: it tells nothing (ID-11). */
export class InvalidCredentials extends DomainError {
  static override readonly kind = 'unauthenticated';
  static override readonly code = 'invalid_credentials';
  static override readonly title = 'Wrong email address or password.';
}

/** This error and the three below are only returned after the right password. */
export class EmailUnconfirmed extends DomainError {
  static override readonly kind = 'forbidden';
  static override readonly code = 'email_unconfirmed';
  static override readonly title = 'Confirm your email address first: open the link that we emailed to you.';
}

export class AwaitingApproval extends DomainError {
  static override readonly kind = 'forbidden';
  static override readonly code = 'awaiting_approval';
  static override readonly title = 'Your registration is waiting for an administrator’s approval. We’ll email you.';
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

/** Whether people may register is public (`sign-up-options`), so this may be returned to everyone. */
export class RegistrationClosed extends DomainError {
  static override readonly kind = 'forbidden';
  static override readonly code = 'registration_closed';
  static override readonly title = 'This organisation does not accept registrations.';
}

/** ID-9: used, replaced by a newer one, too old, or never made: a stranger cannot tell which. */
export class LinkExpired extends DomainError {
  static override readonly kind = 'gone';
  static override readonly code = 'link_expired';
  static override readonly title =
    'This link no longer works: it has been used, has expired, or was replaced by a newer one.';
}

export class EmailTaken extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'email_taken';
  static override readonly title = 'Another person already has this email address.';
}

/** RP-11: nobody approves, rejects or suspends themselves. */
export class OwnAccount extends DomainError {
  static override readonly kind = 'forbidden';
  static override readonly code = 'own_account';
  static override readonly title = 'You cannot do this to your own account.';
}

/** ID-17: at least one person must remain who can administer the organisation. */
export class LastAdministrator extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'last_administrator';
  static override readonly title =
    'This is the last person who can administer the organisation. Make someone else an administrator first.';
}

/** One answer for everything that can be wrong with a passkey, so that a forger learns nothing (ID-12). */
export class PasskeyRefused extends DomainError {
  static override readonly kind = 'unauthenticated';
  static override readonly code = 'passkey_refused';
  static override readonly title = 'This passkey was not accepted. Try again, or sign in another way.';
}

/** The same for a new passkey. It does not reveal either that another person already has it. */
export class PasskeyNotAdded extends DomainError {
  static override readonly kind = 'invalid';
  static override readonly code = 'passkey_not_added';
  static override readonly title = 'This passkey could not be added. Try again, or use another one.';
}

/** ID-13: nobody can remove their own last way to sign in. */
export class LastWayIn extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'last_way_in';
  static override readonly title = 'This is your last way to sign in. Set a password or add another passkey first.';
}

/** Anyone who reads the mailbox can reset the password: an admin who could change the address could become the person. */
export class AddressNotYours extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'address_not_yours';
  static override readonly title =
    'You can only change a contact’s email address. People who can sign in change their own.';
}

/** ID-18; `version` is the one in force, if there is one. */
export class AgreementSuperseded extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'agreement_superseded';
  static override readonly title = 'This is not the current version of the user agreement.';
}

/** ID-20: one wrong row refuses the whole file. */
export class ImportRefused extends DomainError {
  static override readonly kind = 'invalid';
  static override readonly code = 'import_refused';
  static override readonly title = 'Some rows cannot be imported, so nothing was imported.';

  constructor(errors: FieldProblem[]) {
    super(undefined, reported(errors));
  }
}

/** ID-7: one answer for every invalid response of the provider, so that a forger learns nothing. */
export class SsoFailed extends DomainError {
  static override readonly kind = 'unauthenticated';
  static override readonly code = 'sso_failed';
  static override readonly title = 'Single sign-on failed. Please start again.';
}

/** One answer for people who are suspended, rejected, without access or using another person's address. It reveals nothing. */
export class SsoRefused extends DomainError {
  static override readonly kind = 'forbidden';
  static override readonly code = 'sso_refused';
  static override readonly title = 'You cannot sign in here. Ask an administrator of your organisation.';
}

/** The provider cannot be reached; everything else works. */
export class SsoUnavailable extends DomainError {
  static override readonly kind = 'unavailable';
  static override readonly code = 'sso_unavailable';
  static override readonly title = 'Your organisation’s single sign-on is not responding. Try again in a moment.';
}

/** `sign-up-options` tells it to everybody, so this may be returned to everyone. */
export class SsoOnly extends DomainError {
  static override readonly kind = 'forbidden';
  static override readonly code = 'sso_only';
  static override readonly title = 'This organisation only allows single sign-on.';
}

mapConstraint('users_email_key', () => new EmailTaken());
mapConstraint('users_branch', () => new UnknownReference('branchId'));
// The passkey was removed while its owner was signing in with it.
mapConstraint('sessions_passkey', () => new PasskeyRefused());
