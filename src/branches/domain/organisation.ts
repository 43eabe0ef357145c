import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';

export interface OrganisationChange {
  name?: string | undefined;
  timeZone?: string | undefined;
  selfRegistration?: boolean | undefined;
}

/** The one tenant of the deployment. Its row comes with the migration. */
@Entity({ schema: 'branches', name: 'organisation' })
export class Organisation extends Aggregate<Organisation> {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('text')
  readonly name!: string;

  @Column('text', { name: 'time_zone' })
  readonly timeZone!: string;

  /** Whether people may register themselves (ID-3). */
  @Column('boolean', { name: 'self_registration' })
  readonly selfRegistration!: boolean;

  @Column('int')
  readonly version!: number;

  /** Changes what is given; what is left out stays. */
  amend({ name = this.name, timeZone = this.timeZone, selfRegistration = this.selfRegistration }: OrganisationChange) {
    this.change({ name, timeZone, selfRegistration });
  }
}
