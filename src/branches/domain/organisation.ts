import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RoleSet } from '../../access/index.js';
import { Aggregate } from '../../platform/domain/aggregate.js';

export interface OrganisationChange {
  name?: string | undefined;
  timeZone?: string | undefined;
  selfRegistration?: boolean | undefined;
  roleSets?: readonly RoleSet[] | undefined;
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

  /** The sets of built-in roles that the organisation uses (RP-4). */
  @Column('text', { name: 'role_sets', array: true })
  readonly roleSets!: readonly RoleSet[];

  @Column('int')
  readonly version!: number;

  /** Changes what is given; what is left out stays. */
  amend({
    name = this.name,
    timeZone = this.timeZone,
    selfRegistration = this.selfRegistration,
    roleSets = this.roleSets,
  }: OrganisationChange) {
    this.change({ name, timeZone, selfRegistration, roleSets: [...new Set(roleSets)] });
  }
}
