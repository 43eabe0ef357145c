import { IllegalTransition } from '../../platform/domain/domain-error.js';
import {
  AccessGiven,
  AccessTaken,
  RolesChanged,
  UserBecamePending,
  UserDeleted,
  UserQuickVerified,
} from '../events.js';
import { Account } from './account.js';
import { AddressNotYours } from './errors.js';
import type { AssignedRole, PersonalDetails } from './user-record.js';

/** What an admin may change of somebody; what is left out stays. */
export type UserChange = { [Field in keyof PersonalDetails]?: PersonalDetails[Field] | undefined } & {
  branchId?: string | null | undefined;
  groupIds?: readonly string[] | undefined;
};

/** The last digits of the id: enough to tell two pseudonyms apart, and nothing of the person. */
const pseudonymOf = (id: string): string => `Deleted user ${id.slice(-4)}`;

/** What staff do with somebody who is in the list already (ID-5, ID-6, ID-17, RP-11). */
export abstract class GovernedUser extends Account {
  /**
   * Changes details, branch and groups.
   *
   * @throws IllegalTransition; AddressNotYours where the address is somebody's way in; OwnAccount for one's own branch,
   *   since roles reach with it, and for the address of an account that a client acts with (RP-11)
   */
  amend(change: UserChange, by: string): void {
    if (this.state === 'deleted') throw new IllegalTransition('This user is deleted.');
    const { email = this.email, name = this.name, phone = this.phone, reference = this.reference } = change;
    const { branchId = this.branchId, groupIds = this.groupIds } = change;
    if (email !== this.email && this.state !== 'contact') throw new AddressNotYours();
    if (branchId !== this.branchId || email !== this.email) this.ensureSomebodyElse(by);
    this.change({ email, name, phone, reference, branchId, groupIds });
  }

  /**
   * ID-5: a contact is given access; the invitation that is mailed next lets them in.
   *
   * @throws OwnAccount where a client acts with this account: it does not make itself a person (RP-11); IllegalTransition
   */
  giveAccess(by: string, now: Date): void {
    this.ensureSomebodyElse(by);
    this.ensureState('contact');
    const yes = { verifiedAt: this.verifiedAt ?? now, verifiedBy: this.verifiedBy ?? by };
    this.change({ ...yes, canSignIn: true, emailConfirmedAt: null, passwordHash: null });
    this.raise(new AccessGiven({ userId: this.id, givenBy: by }));
  }

  /**
   * ID-5: somebody becomes a contact again, without credentials. Whoever waits to be approved is rejected instead, and
   * whoever is suspended restored first: else their state would be lost on the way.
   *
   * @throws OwnAccount, IllegalTransition
   */
  takeAccess(by: string): void {
    this.ensureSomebodyElse(by);
    if (!this.isInvited) this.ensureState('verified');
    this.change({ canSignIn: false, emailConfirmedAt: null, passwordHash: null });
    this.raise(new AccessTaken({ userId: this.id, takenBy: by }));
  }

  /** RP-11. Whoever waits to be approved gets roles by the approval. @throws OwnAccount, IllegalTransition */
  assignRoles(roles: readonly AssignedRole[], by: string): void {
    this.ensureSomebodyElse(by);
    if (!this.isInvited) this.ensureState('verified', 'suspended', 'contact');
    this.change({ roles });
    this.raise(new RolesChanged({ userId: this.id, changedBy: by }));
  }

  /** ID-6: confirms the address on the user's behalf: `pending` for who registered, `verified` for who was invited. */
  quickVerify(by: string, now: Date): void {
    this.ensureState('unconfirmed');
    this.change({ emailConfirmedAt: now });
    this.raise(new UserQuickVerified({ userId: this.id, verifiedBy: by }));
    if (!this.verifiedAt) this.raise(new UserBecamePending({ userId: this.id, branchId: this.branchId }));
  }

  /**
   * ID-17: what is left is a pseudonym that histories show, and the branch whose admins see them.
   *
   * @param by the user themselves, or who deletes them
   * @param former names, addresses and numbers of the user that may stand elsewhere; `vouched`: what of all that staff gave
   *   them, or saw at the approval
   * @returns every name, address and number that is to be looked for
   * @throws IllegalTransition
   */
  erase(by: string, former: { all: readonly string[]; vouched: readonly string[] }, now: Date): string[] {
    if (this.state === 'deleted') throw new IllegalTransition('This user is deleted already.');
    const { id, email, name, phone } = this;
    const traces = [...new Set([email, name, phone, ...former.all].filter((text) => text !== null))];
    const details = { email: `deleted-${id}@erased.invalid`, name: pseudonymOf(id), phone: null, reference: null };
    const access = { canSignIn: false, passwordHash: null, roles: [], groupIds: [], emailConfirmedAt: null };
    this.change({ ...details, ...access, rejectionReason: null, deletedAt: now });
    this.raise(new UserDeleted({ userId: id, pseudonym: this.name, deletedBy: by }, traces, former.vouched));
    return traces;
  }
}
