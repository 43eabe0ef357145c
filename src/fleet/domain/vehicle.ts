import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import { newId } from '../../platform/domain/ids.js';

export const transmissions = ['manual', 'automatic'] as const;
export const fuels = ['petrol', 'diesel', 'hybrid', 'electric', 'lpg', 'hydrogen', 'avgas', 'jet', 'other'] as const;

/** What staff say of a vehicle (BR-3). */
export interface VehicleDetails {
  name: string;
  registration: string;
  kind: string;
  make: string | null;
  model: string | null;
  seats: number;
  transmission: (typeof transmissions)[number] | null;
  fuel: (typeof fuels)[number] | null;
  /** Kilometres, or hours for what is counted in hours. */
  odometer: number | null;
  groupIds: string[];
  approvalFlowId: string | null;
}

/** What is booked, whole; it belongs to one branch. */
@Entity({ schema: 'fleet', name: 'vehicles' })
export class Vehicle extends Aggregate<Vehicle> implements VehicleDetails {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid', { name: 'branch_id' }) readonly branchId!: string;
  @Column('text') readonly name!: string;
  @Column('text') readonly registration!: string;
  @Column('text') readonly kind!: string;
  @Column('text', { nullable: true }) readonly make!: string | null;
  @Column('text', { nullable: true }) readonly model!: string | null;
  @Column('int') readonly seats!: number;
  @Column('text', { nullable: true }) readonly transmission!: VehicleDetails['transmission'];
  @Column('text', { nullable: true }) readonly fuel!: VehicleDetails['fuel'];
  @Column('int', { nullable: true }) readonly odometer!: number | null;
  @Column('uuid', { name: 'group_ids', array: true }) readonly groupIds!: string[];
  @Column('uuid', { name: 'approval_flow_id', nullable: true }) readonly approvalFlowId!: string | null;
  @Column('text') readonly state!: 'active' | 'disabled' | 'archived';
  @Column('int') readonly version!: number;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt!: Date;

  static add(branchId: string, details: VehicleDetails): Vehicle {
    const vehicle = new Vehicle();
    vehicle.change({ id: newId(), branchId, ...details, state: 'active', version: 1, createdAt: new Date() });
    return vehicle;
  }

  /** Somebody brought it back and told what it shows. A later reading counts, in whatever order they come. */
  readOdometer(reading: number): void {
    this.change({ odometer: Math.max(reading, this.odometer ?? 0) });
  }

  amend(details: Partial<VehicleDetails>): void {
    this.change(details);
  }
}
