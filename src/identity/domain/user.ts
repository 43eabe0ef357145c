import { Entity } from 'typeorm';
import { IllegalTransition, InvalidInput } from '../../platform/domain/domain-error.js';
import { newId } from '../../platform/domain/ids.js';
import {
  ContactAdded,
  InvitationAccepted,
  KnownAddressRegistered,
  RegistrationLapsed,
  UserApproved,
  UserBecamePending,
  UserRejected,
  UserRestored,
  UserSuspended,
} from '../events.js';
import { GovernedUser } from './governed-user.js';
import type { AssignedRole, PersonalDetails, Placement } from './user-record.js';

/** A person in the list, whether or not they may sign in (ID-1). */
@Entity({ schema: 'identity', name: 'users' })
export class User extends GovernedUser {
  /** ID-3: somebody registers themselves. */
  static register(details: PersonalDetails, branchId: string | null, passwordHash: string | null, now: Date): User {
    return User.make(details, now, { canSignIn: true, branchId, passwordHash });
  }

  /** ID-4: an admin adds somebody: with access they will be invited, without it they are a contact. */
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

  /** The address was given at a registration although its owner is known: the owner is told, nothing else happens. */
  tellOfRegistration(): void {
    this.raise(new KnownAddressRegistered({ userId: this.id }));
  }

  /** What a person says of themselves, and nobody has to confirm. */
  changeDetails(details: Partial<Pick<PersonalDetails, 'name' | 'phone'>>): void {
    this.change(details);
  }

  /** Whoever reads the mailbox chooses the password on the page that the link opens. */
  forgetPassword(): void {
    this.ensureState('unconfirmed');
    this.change({ passwordHash: null });
  }

  /**
   * The mailed link was followed: `pending` for who registered, `verified` for who was invited (ID-3, ID-4).
   *
   * @param passwordHash a password chosen on the way; needed where there is none yet
   * @param hasOtherWay whether the person signs in at the organisation's provider, and needs none
   * @throws IllegalTransition, InvalidInput
   */
  confirmEmail(passwordHash: string | null, now: Date, hasOtherWay = false): void {
    this.ensureState('unconfirmed');
    const chosen = passwordHash ?? this.passwordHash;
    if (!chosen && !hasOtherWay)
      throw new InvalidInput([{ field: 'password', code: 'required', message: 'is needed' }]);
    this.#confirmed(chosen, now);
  }

  /** The same with a passkey made on the way; a password that was typed at the registration counts no more. */
  confirmEmailByPasskey(now: Date): void {
    this.ensureState('unconfirmed');
    this.#confirmed(null, now);
  }

  /** ID-7: the organisation's provider says that the address is theirs. */
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
   * Nobody confirmed the registration in all that time: it is about to be erased.
   *
   * @throws IllegalTransition for whoever was invited: that was an admin's decision, and stays one
   */
  lapse(): void {
    this.ensureState('unconfirmed');
    if (this.isInvited) throw new IllegalTransition('This user was invited.');
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
    if (!this.isInvited) throw new IllegalTransition(`This user is ${this.state} and has no invitation to accept.`);
  }
}
