import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import { IllegalTransition, InvalidInput } from '../../platform/domain/domain-error.js';
import { newId } from '../../platform/domain/ids.js';
import {
  AccessGiven,
  AccessTaken,
  ContactAdded,
  type CredentialChange,
  CredentialChanged,
  InvitationAccepted,
  KnownAddressRegistered,
  KnownAddressWanted,
  PasswordResetRefused,
  RegistrationLapsed,
  RolesChanged,
  UserApproved,
  UserBecamePending,
  UserDeleted,
  UserQuickVerified,
  UserRejected,
  UserRestored,
  UserSuspended,
} from '../events.js';
import { AddressNotYours, LinkExpired, OwnAccount } from './errors.js';
import type { AssignedRole, PersonalDetails, Placement, UserChange } from './user-details.js';
import { stateOf, type UserFacts, type UserState, userIs } from './user-state.js';

/** The last digits of the id tell two pseudonyms apart and reveal nothing about the person. */
const pseudonymOf = (id: string): string => `Deleted user ${id.slice(-4)}`;

/** A person in the list, whether or not they may sign in (ID-1). */
@Entity({ schema: 'identity', name: 'users' })
export class User extends Aggregate<User> implements UserFacts {
  static override readonly secretFields = ['passwordHash'];

  @PrimaryColumn('uuid') readonly id!: string;
  /** In lower case; unique regardless of case. */
  @Column('citext') readonly email!: string;
  @Column('text') readonly name!: string;
  @Column('text', { nullable: true }) readonly phone!: string | null;
  @Column('text', { nullable: true }) readonly reference!: string | null;
  /** How dates and numbers are written for this person; null: as for the organisation. */
  @Column('text', { nullable: true }) readonly locale!: string | null;
  @Column('text') readonly state!: UserState;
  @Column('boolean', { name: 'can_sign_in' }) readonly canSignIn!: boolean;
  @Column('text', { name: 'password_hash', nullable: true }) readonly passwordHash!: string | null;
  @Column('uuid', { name: 'branch_id', nullable: true }) readonly branchId!: string | null;
  @Column('uuid', { name: 'group_ids', array: true }) readonly groupIds!: readonly string[];
  @Column('jsonb') readonly roles!: readonly AssignedRole[];
  @Column('timestamptz', { name: 'email_confirmed_at', nullable: true }) readonly emailConfirmedAt!: Date | null;
  @Column('timestamptz', { name: 'verified_at', nullable: true }) readonly verifiedAt!: Date | null;
  @Column('uuid', { name: 'verified_by', nullable: true }) readonly verifiedBy!: string | null;
  @Column('timestamptz', { name: 'rejected_at', nullable: true }) readonly rejectedAt!: Date | null;
  @Column('text', { name: 'rejection_reason', nullable: true }) readonly rejectionReason!: string | null;
  @Column('timestamptz', { name: 'suspended_at', nullable: true }) readonly suspendedAt!: Date | null;
  @Column('timestamptz', { name: 'deleted_at', nullable: true }) readonly deletedAt!: Date | null;
  @Column('int') readonly version!: number;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt!: Date;

  /** An admin approved the person before the address was confirmed: the mailed link is an invitation. */
  get isInvited(): boolean {
    return this.state === 'unconfirmed' && this.verifiedAt !== null;
  }

  /** ID-3: a person registers. */
  static register(details: PersonalDetails, branchId: string | null, passwordHash: string | null, now: Date): User {
    return User.make(details, now, { canSignIn: true, branchId, passwordHash });
  }

  /** ID-4: an admin adds a person. With access they will be invited; without it they are a contact. */
  static add(details: PersonalDetails, canSignIn: boolean, placement: Placement, by: string, now: Date): User {
    const user = User.make(details, now, { canSignIn, ...placement, verifiedAt: now, verifiedBy: by });
    if (!canSignIn) user.raise(new ContactAdded({ userId: user.id }));
    return user;
  }

  /** The first administrator of a deployment, whom its operator names in the settings. */
  static bootstrap(
    details: PersonalDetails,
    passwordHash: string | null,
    roles: readonly AssignedRole[],
    now: Date,
  ): User {
    const user = User.make(details, now, { canSignIn: true });
    user.appoint(passwordHash, roles, now);
    return user;
  }

  private static make(details: PersonalDetails, now: Date, facts: Partial<User>): User {
    const user = new User();
    user.change({
      id: newId(),
      ...details,
      locale: null,
      passwordHash: null,
      branchId: null,
      groupIds: [],
      roles: [],
      emailConfirmedAt: null,
      verifiedAt: null,
      verifiedBy: null,
      rejectedAt: null,
      rejectionReason: null,
      suspendedAt: null,
      deletedAt: null,
      version: 1,
      createdAt: now,
      ...facts,
    });
    return user;
  }

  /** The address was given at a registration although its owner is known: the owner gets an email, and nothing else happens. */
  tellOfRegistration(): void {
    this.raise(new KnownAddressRegistered({ userId: this.id }));
  }

  /** Details that a person can change without anybody's confirmation. */
  changeDetails(details: Partial<Pick<User, 'name' | 'phone' | 'locale'>>): void {
    this.change(details);
  }

  /** The owner of the mailbox chooses the password on the page that the link opens. */
  forgetPassword(): void {
    this.ensureState('unconfirmed');
    this.change({ passwordHash: null });
  }

  /**
   * The mailed link was used: a registered person becomes `pending`, an invited one `verified` (ID-3, ID-4).
   *
   * @param passwordHash a password chosen on the page; required if there is none yet
   * @param hasOtherWay whether the person signs in at the organisation's provider and needs no password
   * @throws IllegalTransition, InvalidInput
   */
  confirmEmail(passwordHash: string | null, now: Date, hasOtherWay = false): void {
    this.ensureState('unconfirmed');
    const chosen = passwordHash ?? this.passwordHash;
    if (!chosen && !hasOtherWay)
      throw new InvalidInput([{ field: 'password', code: 'required', message: 'is required' }]);
    this.#confirmed(chosen, now);
  }

  /** The same with a passkey made on the page; a password that was typed at the registration no longer works. */
  confirmEmailByPasskey(now: Date): void {
    this.ensureState('unconfirmed');
    this.#confirmed(null, now);
  }

  /** ID-7: the organisation's provider has verified the address. */
  confirmEmailBySso(now: Date): void {
    this.ensureState('unconfirmed');
    this.#confirmed(null, now);
  }

  #confirmed(passwordHash: string | null, now: Date): void {
    this.change({ emailConfirmedAt: now, passwordHash });
    if (this.verifiedAt) this.raise(new InvitationAccepted({ userId: this.id }));
    else this.raise(new UserBecamePending({ userId: this.id, branchId: this.branchId }));
  }

  /**
   * The registration was never confirmed and is about to be erased.
   *
   * @throws IllegalTransition for invited people: an admin added them, so an admin must remove them
   */
  lapse(): void {
    this.ensureState('unconfirmed');
    if (this.isInvited) throw new IllegalTransition('This person was invited.');
    this.raise(new RegistrationLapsed({ userId: this.id }));
  }

  /** @throws OwnAccount, IllegalTransition */
  approve({ branchId, groupIds, roles }: Placement, by: string, now: Date): void {
    this.ensureSomebodyElse(by);
    this.ensureState('pending');
    this.change({ branchId, groupIds, roles, verifiedAt: now, verifiedBy: by });
    this.raise(new UserApproved({ userId: this.id, approvedBy: by }));
  }

  /** @throws OwnAccount, IllegalTransition */
  reject(reason: string, by: string, now: Date): void {
    this.ensureSomebodyElse(by);
    this.ensureState('pending');
    this.change({ rejectedAt: now, rejectionReason: reason });
    this.raise(new UserRejected({ userId: this.id, rejectedBy: by, reason }));
  }

  /** @throws OwnAccount, IllegalTransition */
  suspend(by: string, now: Date): void {
    this.ensureSomebodyElse(by);
    this.ensureState('verified');
    this.change({ suspendedAt: now });
    this.raise(new UserSuspended({ userId: this.id }));
  }

  /** @throws IllegalTransition */
  restore(): void {
    this.ensureState('suspended');
    this.change({ suspendedAt: null });
    this.raise(new UserRestored({ userId: this.id }));
  }

  /** The operator's settings name this person as the first administrator, whatever they were before. */
  appoint(passwordHash: string | null, roles: readonly AssignedRole[], now: Date): void {
    const facts = { canSignIn: true, emailConfirmedAt: now, verifiedAt: now, rejectedAt: null, suspendedAt: null };
    this.change({ ...facts, deletedAt: null, passwordHash, roles });
  }

  /** @throws IllegalTransition where there is no invitation to accept */
  ensureInvited(): void {
    if (!this.isInvited) throw new IllegalTransition('This person has no invitation to accept.');
  }

  /**
   * Changes details, branch and groups.
   *
   * @throws IllegalTransition; AddressNotYours if the person signs in with this address; OwnAccount for a change of one's own
   *   branch, because roles depend on it, and for the address of the account that a client acts as (RP-11)
   */
  amend(change: UserChange, by: string): void {
    if (this.state === 'deleted') throw new IllegalTransition(userIs.deleted);
    const { email = this.email, name = this.name, phone = this.phone, reference = this.reference } = change;
    const { branchId = this.branchId, groupIds = this.groupIds } = change;
    if (email !== this.email && this.state !== 'contact') throw new AddressNotYours();
    if (branchId !== this.branchId || email !== this.email) this.ensureSomebodyElse(by);
    this.change({ email, name, phone, reference, branchId, groupIds });
  }

  /**
   * ID-5: a contact is given access and an invitation.
   *
   * @throws OwnAccount if a client acts as this account and would make itself a person (RP-11); IllegalTransition
   */
  giveAccess(by: string, now: Date): void {
    this.ensureSomebodyElse(by);
    this.ensureState('contact');
    const yes = { verifiedAt: this.verifiedAt ?? now, verifiedBy: this.verifiedBy ?? by };
    this.change({ ...yes, canSignIn: true, emailConfirmedAt: null, passwordHash: null });
    this.raise(new AccessGiven({ userId: this.id, givenBy: by }));
  }

  /**
   * ID-5: a person becomes a contact again, without credentials. Pending people must be rejected instead, and
   * suspended people restored first, because their state would be lost otherwise.
   *
   * @throws OwnAccount, IllegalTransition
   */
  takeAccess(by: string): void {
    this.ensureSomebodyElse(by);
    if (!this.isInvited) this.ensureState('verified');
    this.change({ canSignIn: false, emailConfirmedAt: null, passwordHash: null });
    this.raise(new AccessTaken({ userId: this.id, takenBy: by }));
  }

  /** RP-11. Pending people get roles with the approval. @throws OwnAccount, IllegalTransition */
  assignRoles(roles: readonly AssignedRole[], by: string): void {
    this.ensureSomebodyElse(by);
    if (!this.isInvited) this.ensureState('verified', 'suspended', 'contact');
    this.change({ roles });
    this.raise(new RolesChanged({ userId: this.id, changedBy: by }));
  }

  /**
   * ID-6: confirms the address on the user's behalf: a registered person becomes `pending`, an invited one `verified`. The
   * password is dropped, because the person who chose it has not shown that the address is theirs.
   */
  quickVerify(by: string, now: Date): void {
    this.ensureState('unconfirmed');
    this.change({ emailConfirmedAt: now, passwordHash: null });
    this.raise(new UserQuickVerified({ userId: this.id, verifiedBy: by }));
    if (!this.verifiedAt) this.raise(new UserBecamePending({ userId: this.id, branchId: this.branchId }));
  }

  /**
   * ID-17: only a pseudonym for the histories remains, and the branch whose admins may see them.
   *
   * @param by who deletes the user, maybe the user themselves
   * @param former earlier names, addresses and numbers of the user, which may still be stored elsewhere; `vouched`: those
   *   that staff entered, or saw when approving
   * @returns every name, address and number to search for
   * @throws IllegalTransition
   */
  erase(by: string, former: { all: readonly string[]; vouched: readonly string[] }, now: Date): string[] {
    if (this.state === 'deleted') throw new IllegalTransition(userIs.deleted);
    const { id, email, name, phone } = this;
    const traces = [...new Set([email, name, phone, ...former.all].filter((text) => text !== null))];
    const details = {
      email: `deleted-${id}@erased.invalid`,
      name: pseudonymOf(id),
      phone: null,
      reference: null,
      locale: null,
    };
    const access = { canSignIn: false, passwordHash: null, roles: [], groupIds: [], emailConfirmedAt: null };
    this.change({ ...details, ...access, rejectionReason: null, deletedAt: now });
    this.raise(new UserDeleted({ userId: id, pseudonym: this.name, deletedBy: by }, traces, former.vouched));
    return traces;
  }

  /** Whether a mailed link may set a new password: not for people who cannot sign in anyway. */
  get mayResetPassword(): boolean {
    return this.state === 'verified' || this.state === 'pending';
  }

  /** A reset was requested for a person who has no password. An email explains why it is not possible. */
  refuseReset(): void {
    if (this.state !== 'deleted') this.raise(new PasswordResetRefused({ userId: this.id }));
  }

  /** @throws LinkExpired where the person lost their access since the link was mailed */
  resetPassword(passwordHash: string): void {
    if (!this.mayResetPassword) throw new LinkExpired();
    this.change({ passwordHash });
    this.#tell('password_reset', this.email);
  }

  /** @throws IllegalTransition */
  changePassword(passwordHash: string): void {
    this.ensureState('verified');
    this.change({ passwordHash });
    this.#tell('password_changed', this.email);
  }

  /**
   * The new address is confirmed. Both addresses get an email; the one to the old address can undo the change, because its
   * owner may not have made it.
   *
   * @returns the old address
   * @throws LinkExpired if the person lost their access since the link was mailed
   */
  changeEmail(email: string, now: Date): string {
    if (this.state !== 'verified') throw new LinkExpired();
    const old = this.email;
    this.change({ email, emailConfirmedAt: now });
    this.#tell('email_changed', email);
    return old;
  }

  /**
   * The owner of the old address did not make the change and gets it back.
   *
   * @throws LinkExpired if the person lost their access since the link was mailed
   */
  undoEmailChange(email: string, now: Date): void {
    if (this.state !== 'verified') throw new LinkExpired();
    const undone = this.email;
    this.change({ email, emailConfirmedAt: now });
    this.#tell('email_change_undone', email);
    if (undone !== email) this.#tell('email_change_undone', undone);
  }

  /** Another person wants this address for their account. */
  tellOfWantedAddress(): void {
    this.raise(new KnownAddressWanted({ userId: this.id }));
  }

  #tell(what: CredentialChange, toAddress: string): void {
    this.raise(new CredentialChanged({ userId: this.id, what, toAddress }));
  }

  /** Every change goes through here, so that the state always fits the facts. */
  protected override change(patch: Partial<User>): void {
    super.change(patch);
    super.change({ state: stateOf(this) });
  }

  /** @throws IllegalTransition */
  private ensureState(...needed: UserState[]): void {
    if (!needed.includes(this.state)) {
      throw new IllegalTransition(userIs[this.state]);
    }
  }

  /** @throws OwnAccount */
  ensureSomebodyElse(by: string): void {
    if (by === this.id) throw new OwnAccount();
  }
}
