import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import { newId } from '../../platform/domain/ids.js';

export type BranchState = 'open' | 'closed';

export interface BranchDetails {
  name: string;
  code: string;
  timeZone: string;
  /** Whether people may register for this branch themselves. */
  openToSignUp: boolean;
}

export type BranchChange = {
  [Field in keyof BranchDetails]?: BranchDetails[Field] | undefined;
} & { state?: BranchState | undefined };

/** A site of the organisation (BR-1). */
@Entity({ schema: 'branches', name: 'branches' })
export class Branch extends Aggregate<Branch> {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('text')
  readonly name!: string;

  /** Unique in the organisation, ignoring case. */
  @Column('citext')
  readonly code!: string;

  @Column('text', { name: 'time_zone' })
  readonly timeZone!: string;

  @Column('boolean', { name: 'open_to_sign_up' })
  readonly openToSignUp!: boolean;

  /** A closed branch takes no new bookings and no sign-ups. */
  @Column('text')
  readonly state!: BranchState;

  /** Markdown, shown to people who book there. */
  @Column('text', { name: 'welcome_message' })
  readonly welcomeMessage!: string;

  @Column('int')
  readonly version!: number;

  static open({ name, code, timeZone, openToSignUp }: BranchDetails): Branch {
    const branch = new Branch();
    branch.change({ id: newId(), name, code, timeZone, openToSignUp, state: 'open', welcomeMessage: '', version: 1 });
    return branch;
  }

  /** Changes the given fields. */
  amend(change: BranchChange): void {
    const { name = this.name, code = this.code, timeZone = this.timeZone } = change;
    const { openToSignUp = this.openToSignUp, state = this.state } = change;
    this.change({ name, code, timeZone, openToSignUp, state });
  }

  welcome(markdown: string): void {
    this.change({ welcomeMessage: markdown });
  }
}
