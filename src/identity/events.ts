import { DomainEvent } from '../platform/domain/domain-event.js';

/** A mailed link of ID-9: the token travels sealed (`Sealer`, purpose `mailed-link`) and is erased once mailed. */
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

/** Somebody registered with an address that is known: its owner is told, the stranger learns nothing (ID-8). */
export class KnownAddressRegistered extends DomainEvent<{ userId: string }> {
  static override readonly type = 'identity.known-address-registered';
}

/** A registration that nobody confirmed is erased, with everything that tells who it was. */
export class RegistrationLapsed extends DomainEvent<{ userId: string }> {
  static override readonly type = 'identity.registration-lapsed';
}

/** An admin added somebody with access: mail the invitation link (ID-4). */
export class UserInvited extends DomainEvent<WithLink & { invitedBy: string | null }> {
  static override readonly type = 'identity.user-invited';
}

/** Somebody who may have a password forgot it: mail the link that sets a new one. */
export class PasswordResetRequested extends DomainEvent<WithLink> {
  static override readonly type = 'identity.password-reset-requested';
}

/** A reset was asked for an address whose owner has no password to reset: they are told what holds (ID-8). */
export class PasswordResetRefused extends DomainEvent<{ userId: string }> {
  static override readonly type = 'identity.password-reset-refused';
}

/** Somebody wants another address: mail a link to that one, for it is confirmed first (ID-13). */
export class EmailChangeRequested extends DomainEvent<WithLink & { toAddress: string }> {
  static override readonly type = 'identity.email-change-requested';
}

/** Somebody wanted to change to an address that is this user's: its owner is told, the asker learns nothing (ID-8). */
export class KnownAddressWanted extends DomainEvent<{ userId: string }> {
  static override readonly type = 'identity.known-address-wanted';
}

/** A browser's session was ended: by its owner, by staff, or because another began in its place. */
export class SessionEnded extends DomainEvent<{ userId: string; sessionId: string }> {
  static override readonly type = 'identity.session-ended';
}

export type CredentialChange =
  'password_changed' | 'password_reset' | 'passkey_added' | 'passkey_removed' | 'email_changed' | 'sso_linked';

/** A way to sign in was changed: its owner is mailed, at the address that they had (ID-13). */
export class CredentialChanged extends DomainEvent<{ userId: string; what: CredentialChange; toAddress: string }> {
  static override readonly type = 'identity.credential-changed';
}

/** Somebody signed in with a device, or from a network, that they never had before: they are told. */
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

/** A user was put in the list without access: nobody is mailed. */
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

/** ID-5: somebody is a contact again: whatever let them in is to end. */
export class AccessTaken extends DomainEvent<{ userId: string; takenBy: string }> {
  static override readonly type = 'identity.access-taken';
}

export class RolesChanged extends DomainEvent<{ userId: string; changedBy: string }> {
  static override readonly type = 'identity.roles-changed';
}

/** ID-6: an admin said that an address is right which its owner has not confirmed. Not recommended. */
export class UserQuickVerified extends DomainEvent<{ userId: string; verifiedBy: string }> {
  static override readonly type = 'identity.user-quick-verified';
}

/**
 * ID-17: somebody was deleted. Heard inside the transaction, each context ends what is open and erases what is personal.
 */
export class UserDeleted extends DomainEvent<{ userId: string; pseudonym: string; deletedBy: string }> {
  static override readonly type = 'identity.user-deleted';

  /**
   * What is to be looked for is told within the transaction only, and never stored.
   *
   * @param traces names, addresses and numbers
   * @param vouched those of them that staff gave, or saw at the approval: the others may be any words that somebody called
   *   themselves by, to have them taken out of what is not theirs
   */
  constructor(
    payload: { userId: string; pseudonym: string; deletedBy: string },
    readonly traces: readonly string[] = [],
    readonly vouched: readonly string[] = [],
  ) {
    super(payload);
  }
}
