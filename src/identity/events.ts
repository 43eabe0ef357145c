import { DomainEvent } from '../platform/domain/domain-event.js';

/** A mailed link of ID-9: the token is sealed (`Sealer`, purpose `mailed-link`) and erased once the email was sent. */
interface WithLink {
  userId: string;
  sealedToken: string;
  /** RFC 3339. */
  expiresAt: string;
}

/** Somebody registered themselves, or asked for the verification mail again: mail the verification link. */
export class VerificationRequested extends DomainEvent<WithLink> {
  static override readonly type = 'identity.verification-requested';
}

/** Someone registered with a known address: its owner gets an email, the stranger learns nothing (ID-8). */
export class KnownAddressRegistered extends DomainEvent<{ userId: string }> {
  static override readonly type = 'identity.known-address-registered';
}

/** A registration that nobody confirmed is erased, with everything that tells who it was. */
export class RegistrationLapsed extends DomainEvent<{ userId: string }> {
  static override readonly type = 'identity.registration-lapsed';
}

/** An admin added a person with access: mail the invitation link (ID-4). */
export class UserInvited extends DomainEvent<WithLink & { invitedBy: string | null }> {
  static override readonly type = 'identity.user-invited';
}

/** A person forgot their password: mail the link that sets a new one. */
export class PasswordResetRequested extends DomainEvent<WithLink> {
  static override readonly type = 'identity.password-reset-requested';
}

/** A reset was requested for an address whose owner has no password to reset: an email explains why (ID-8). */
export class PasswordResetRefused extends DomainEvent<{ userId: string }> {
  static override readonly type = 'identity.password-reset-refused';
}

/** A person wants to change their address: mail a link to the new one, which must be confirmed first (ID-13). */
export class EmailChangeRequested extends DomainEvent<WithLink & { toAddress: string }> {
  static override readonly type = 'identity.email-change-requested';
}

/** An address was changed: mail the old one a link that takes the change back ("this wasn't me", ID-15). */
export class EmailChangeUndoable extends DomainEvent<WithLink & { toAddress: string }> {
  static override readonly type = 'identity.email-change-undoable';
}

/** A person's address was confirmed by staff, and they have no password: mail the link that sets one (ID-6). */
export class PasswordMissing extends DomainEvent<WithLink> {
  static override readonly type = 'identity.password-missing';
}

/** Someone wanted to change to this user's address: its owner gets an email, the other person learns nothing (ID-8). */
export class KnownAddressWanted extends DomainEvent<{ userId: string }> {
  static override readonly type = 'identity.known-address-wanted';
}

/** A browser's session was ended: by its owner, by staff, or because a new one replaced it. */
export class SessionEnded extends DomainEvent<{ userId: string; sessionId: string }> {
  static override readonly type = 'identity.session-ended';
}

export type CredentialChange =
  | 'password_changed'
  | 'password_reset'
  | 'passkey_added'
  | 'passkey_removed'
  | 'email_changed'
  | 'email_change_undone'
  | 'sso_linked';

/** A way to sign in was changed: its owner gets an email, at the address that they had before (ID-13). */
export class CredentialChanged extends DomainEvent<{ userId: string; what: CredentialChange; toAddress: string }> {
  static override readonly type = 'identity.credential-changed';
}

/** A person signed in with a new device or from a new network: they get an email. */
export class SignedInFromElsewhere extends DomainEvent<{ userId: string; device: string | null }> {
  static override readonly type = 'identity.signed-in-from-elsewhere';
}

/** An address was confirmed by a self-registered person, who now waits for an admin (ID-3). */
export class UserBecamePending extends DomainEvent<{ userId: string; branchId: string | null }> {
  static override readonly type = 'identity.user-became-pending';
}

/** An invited person followed the link and set a password (ID-4). */
export class InvitationAccepted extends DomainEvent<{ userId: string }> {
  static override readonly type = 'identity.invitation-accepted';
}

export class UserApproved extends DomainEvent<{ userId: string; approvedBy: string }> {
  static override readonly type = 'identity.user-approved';
}

export class UserRejected extends DomainEvent<{ userId: string; rejectedBy: string; reason: string }> {
  static override readonly type = 'identity.user-rejected';
}

/** A contact was added: nobody gets an email. */
export class ContactAdded extends DomainEvent<{ userId: string }> {
  static override readonly type = 'identity.contact-added';
}

export class UserSuspended extends DomainEvent<{ userId: string }> {
  static override readonly type = 'identity.user-suspended';
}

export class UserRestored extends DomainEvent<{ userId: string }> {
  static override readonly type = 'identity.user-restored';
}

/** ID-5: a contact may sign in from now on; `UserInvited` follows with the link. */
export class AccessGiven extends DomainEvent<{ userId: string; givenBy: string }> {
  static override readonly type = 'identity.access-given';
}

/** ID-5: a person has become a contact again: their sessions, tokens and credentials end. */
export class AccessTaken extends DomainEvent<{ userId: string; takenBy: string }> {
  static override readonly type = 'identity.access-taken';
}

export class RolesChanged extends DomainEvent<{ userId: string; changedBy: string }> {
  static override readonly type = 'identity.roles-changed';
}

/** ID-6: an admin confirmed an address in place of its owner. Not recommended. */
export class UserQuickVerified extends DomainEvent<{ userId: string; verifiedBy: string }> {
  static override readonly type = 'identity.user-quick-verified';
}

/**
 * ID-17: a person was deleted. Heard inside the transaction, each context ends what is open and erases what is personal.
 */
export class UserDeleted extends DomainEvent<{ userId: string; pseudonym: string; deletedBy: string }> {
  static override readonly type = 'identity.user-deleted';

  /**
   * The traces exist only within the transaction and are never stored.
   *
   * @param traces names, addresses and numbers to search for
   * @param vouched those that staff entered, or saw when approving. The others may be any words: somebody may have called
   *   themselves like it to have the word removed from other people's data
   */
  constructor(
    payload: { userId: string; pseudonym: string; deletedBy: string },
    readonly traces: readonly string[] = [],
    readonly vouched: readonly string[] = [],
  ) {
    super(payload);
  }
}
