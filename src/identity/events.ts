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

/** An admin added somebody with access: mail the invitation link (ID-4). */
export class UserInvited extends DomainEvent<WithLink & { invitedBy: string | null }> {
  static override readonly type = 'identity.user-invited';
}

export type CredentialChange =
  'password_changed' | 'password_reset' | 'passkey_added' | 'passkey_removed' | 'email_changed';

/** A way to sign in was changed: its owner is mailed, at the address that they had (ID-13). */
export class CredentialChanged extends DomainEvent<{ userId: string; what: CredentialChange; toAddress: string }> {
  static override readonly type = 'identity.credential-changed';
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
