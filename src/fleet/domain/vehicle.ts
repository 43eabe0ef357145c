import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import { IllegalTransition } from '../../platform/domain/domain-error.js';
import { newId } from '../../platform/domain/ids.js';
import { VehicleArchived, VehicleDisabled, VehicleEnabled, VehicleMoved, VehicleSeatsReduced } from '../events.js';

export const transmissions = ['manual', 'automatic'] as const;
export const fuels = ['petrol', 'diesel', 'hybrid', 'electric', 'lpg', 'hydrogen', 'avgas', 'jet', 'other'] as const;
export const vehicleStates = ['active', 'disabled', 'archived'] as const;

/** What a vehicle has from its branch (BR-2). */
export interface Equipment {
  locationId: string | null;
  accessoryIds: string[];
  groupIds: string[];
}

/** The details of a vehicle that staff enter (BR-3). */
export interface VehicleDetails extends Equipment {
  name: string;
  registration: string;
  kind: string;
  make: string | null;
  model: string | null;
  seats: number;
  transmission: (typeof transmissions)[number] | null;
  fuel: (typeof fuels)[number] | null;
  /** In kilometres, or in hours if the vehicle is measured in hours. */
  odometer: number | null;
  policyId: string | null;
  approvalFlowId: string | null;
  notes: string | null;
}

export type VehicleChange = Partial<VehicleDetails> & {
  branchId?: string | undefined;
  state?: 'active' | 'disabled' | undefined;
};

/** The URL of a vehicle's photo. It changes with the photo, so browsers may cache it. */
export const photoUrlOf = (vehicleId: string, photoId: string | null): string | null =>
  photoId && `/api/v1/vehicles/${vehicleId}/photo?v=${photoId}`;

/** A vehicle is booked as a whole and belongs to one branch. */
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
  @Column('uuid', { name: 'location_id', nullable: true }) readonly locationId!: string | null;
  @Column('uuid', { name: 'accessory_ids', array: true }) readonly accessoryIds!: string[];
  @Column('uuid', { name: 'group_ids', array: true }) readonly groupIds!: string[];
  @Column('uuid', { name: 'policy_id', nullable: true }) readonly policyId!: string | null;
  @Column('uuid', { name: 'approval_flow_id', nullable: true }) readonly approvalFlowId!: string | null;
  @Column('uuid', { name: 'photo_id', nullable: true }) readonly photoId!: string | null;
  @Column('text', { nullable: true }) readonly notes!: string | null;
  @Column('text') readonly state!: (typeof vehicleStates)[number];
  @Column('int') readonly version!: number;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt!: Date;

  static add(branchId: string, details: VehicleDetails): Vehicle {
    const vehicle = new Vehicle();
    vehicle.change({
      id: newId(),
      branchId,
      ...details,
      photoId: null,
      state: 'active',
      version: 1,
      createdAt: new Date(),
    });
    return vehicle;
  }

  /** A driver returned the vehicle and read the odometer. The highest reading counts, in whatever order they arrive. */
  readOdometer(reading: number): void {
    this.change({ odometer: Math.max(reading, this.odometer ?? 0) });
  }

  /**
   * Changes the given fields. Bookings of the vehicle may prevent a move to another branch.
   *
   * @throws IllegalTransition if it is archived
   */
  amend({ branchId = this.branchId, state, ...details }: VehicleChange): void {
    this.ensureKept();
    const { branchId: from, seats } = this;
    this.change({ ...details, branchId });
    if (branchId !== from) this.raise(new VehicleMoved({ ...this.#facts, from }));
    if (this.seats < seats) this.raise(new VehicleSeatsReduced({ ...this.#facts, seats: this.seats }));
    if (state === 'disabled' && this.state === 'active') this.#disable();
    if (state === 'active' && this.state === 'disabled') this.#enable();
  }

  /**
   * An archived vehicle only remains for the history (BR-6): its registration and its equipment are free again. Open bookings
   * prevent it.
   *
   * @throws IllegalTransition if it is archived already
   */
  archive(): void {
    this.ensureKept();
    this.change({ state: 'archived', locationId: null, accessoryIds: [], groupIds: [] });
    this.raise(new VehicleArchived(this.#facts));
  }

  /**
   * Sets or removes the photo.
   *
   * @throws IllegalTransition if it is archived
   */
  showPhoto(photoId: string | null): void {
    this.ensureKept();
    this.change({ photoId });
  }

  get photoUrl(): string | null {
    return photoUrlOf(this.id, this.photoId);
  }

  /** @throws IllegalTransition where it is archived */
  ensureKept(): void {
    if (this.state === 'archived') throw new IllegalTransition('An archived vehicle cannot be changed.');
  }

  #disable(): void {
    this.change({ state: 'disabled' });
    this.raise(new VehicleDisabled(this.#facts));
  }

  #enable(): void {
    this.change({ state: 'active' });
    this.raise(new VehicleEnabled(this.#facts));
  }

  get #facts() {
    return { vehicleId: this.id, branchId: this.branchId };
  }
}
