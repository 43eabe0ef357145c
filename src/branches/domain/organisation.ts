import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import type { AvailabilityOrder, CustomField, OrganisationChange, OrganisationSettings } from './settings.js';

/** The one tenant of the deployment. The migration inserts its row. */
@Entity({ schema: 'branches', name: 'organisation' })
export class Organisation extends Aggregate<Organisation> implements OrganisationSettings {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('text') readonly name!: string;
  @Column('text', { name: 'time_zone' }) readonly timeZone!: string;
  @Column('text') readonly locale!: string;
  @Column('boolean', { name: 'self_registration' }) readonly selfRegistration!: boolean;
  @Column('text', { name: 'role_sets', array: true }) readonly roleSets!: OrganisationSettings['roleSets'];
  @Column('jsonb', { name: 'custom_fields' }) readonly customFields!: readonly CustomField[];
  @Column('jsonb', { name: 'availability_order' }) readonly availabilityOrder!: AvailabilityOrder;
  @Column('int', { name: 'no_show_minutes', nullable: true }) readonly noShowMinutes!: number | null;
  @Column('int', { name: 'max_booking_days' }) readonly maxBookingDays!: number;
  @Column('int') readonly version!: number;

  /** Changes the given fields. Existing bookings stay as they are. */
  amend(change: OrganisationChange): void {
    const given = Object.entries(change).filter(([, value]) => value !== undefined);
    this.change(Object.fromEntries(given) as Partial<Organisation>);
  }
}
