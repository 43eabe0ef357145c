import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import { IllegalTransition } from '../../platform/domain/domain-error.js';
import { newId } from '../../platform/domain/ids.js';
import { VehicleArchived, VehicleDisabled, VehicleEnabled, VehicleMoved, VehicleSeatsReduced } from '../events.js';

export const transmissions = ['manual', 'automatic'] as const;
export const fuels = ['petrol', 'diesel', 'hybrid', 'electric', 'lpg', 'hydrogen', 'avgas', 'jet', 'other'] as const;
export const vehicleStates = ['active', 'disabled', 'archived'] as const;

/** What a vehicle has that belongs to its branch (BR-2). */
export interface Equipment {
  locationId: string | null;
  accessoryIds: string[];
  groupIds: string[];
}

/** What staff say of a vehicle (BR-3). */
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

/** The address of a photo on this service. It changes with the photo, so that browsers may keep what they have. */
export const photoUrlOf = (vehicleId: string, photoId: string | null): string | null =>
  photoId && `/api/v1/vehicles/${vehicleId}/photo?v=${photoId}`;

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

  /** Somebody brought it back and told what it shows. A later reading counts, in whatever order they come. */
  readOdometer(reading: number): void {
    this.change({ odometer: Math.max(reading, this.odometer ?? 0) });
  }

  /**
   * Changes what is given; what is left out stays. Bookings of it may stand in the way of a move to another branch.
   *
   * @throws IllegalTransition where it is archived
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
   * It is kept for its history, and out of everything else (BR-6): its registration is free again, and so is what it
   * had. Bookings of it may stand in the way.
   *
   * @throws IllegalTransition where it is archived already
   */
  archive(): void {
    this.ensureKept();
    this.change({ state: 'archived', locationId: null, accessoryIds: [], groupIds: [] });
    this.raise(new VehicleArchived(this.#facts));
  }

  /**
   * Has this photo from now on, or none.
   *
   * @throws IllegalTransition where it is archived
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
