import { Column, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import { IllegalTransition } from '../../platform/domain/domain-error.js';
import { OwnAccount } from './errors.js';
import { type UserFacts, type UserState, stateOf } from './user-state.js';

/** A role given to the user. Without `branchIds` it has the role's own reach. */
export interface AssignedRole {
  readonly roleId: string;
  readonly branchIds: readonly string[] | null;
}

/** Where a user belongs and what they may do: chosen by an admin, in one act. */
export interface Placement {
  readonly branchId: string;
  readonly groupIds: readonly string[];
  readonly roles: readonly AssignedRole[];
}

export interface PersonalDetails {
  readonly email: string;
  readonly name: string;
  readonly phone: string | null;
  readonly reference: string | null;
}

/** What is stored of a user. The verbs are those of the classes that extend this one. */
export abstract class UserRecord extends Aggregate<UserRecord> implements UserFacts {
  static override readonly secretFields = ['passwordHash'];

  @PrimaryColumn('uuid') readonly id!: string;
  /** In lower case; unique whatever the case. */
  @Column('citext') readonly email!: string;
  @Column('text') readonly name!: string;
  @Column('text', { nullable: true }) readonly phone!: string | null;
  @Column('text', { nullable: true }) readonly reference!: string | null;
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

  /** An admin has said yes before the person has confirmed the address: the mailed link is an invitation. */
  get isInvited(): boolean {
    return this.state === 'unconfirmed' && this.verifiedAt !== null;
  }

  /** Every change goes through here, so that the state never disagrees with the facts. */
  protected override change(patch: Partial<UserRecord>): void {
    super.change(patch);
    super.change({ state: stateOf(this) });
  }

  /** @throws IllegalTransition */
  protected ensureState(...needed: UserState[]): void {
    if (!needed.includes(this.state)) {
      throw new IllegalTransition(`This user is ${this.state}, not ${needed.join(' or ')}.`);
    }
  }

  /** @throws OwnAccount */
  ensureSomebodyElse(by: string): void {
    if (by === this.id) throw new OwnAccount();
  }
}
