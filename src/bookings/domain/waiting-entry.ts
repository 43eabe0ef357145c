import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import { mapConstraint } from '../../platform/domain/constraint-errors.js';
import { DomainError } from '../../platform/domain/domain-error.js';
import { newId } from '../../platform/domain/ids.js';
import { type Period, periodColumn } from '../../platform/domain/period.js';
import { VehicleOffered } from '../events.js';

export const waitingStates = ['waiting', 'offered', 'accepted', 'lapsed', 'withdrawn'] as const;
export type WaitingState = (typeof waitingStates)[number];

/** Why there is no offer to accept, in a sentence. */
const ENTRY_IS: Readonly<Record<WaitingState, string>> = {
  waiting: 'No vehicle has become free yet.',
  offered: 'The offer has expired.',
  accepted: 'You have already accepted the offer.',
  lapsed: 'The waiting-list entry has expired.',
  withdrawn: 'You have left the waiting list.',
};

/** BK-14: there is no offer to accept, or no longer. */
export class NoOffer extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'no_offer';
  static override readonly title = 'There is no offer for you, or it has expired.';
}

/** BK-14: the person already waits for this vehicle, or for any of the branch, at this time. */
export class AlreadyWaiting extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'already_waiting';
  static override readonly title = 'You are already on the waiting list for this.';
}

mapConstraint('waiting_entries_once', () => new AlreadyWaiting());

type Joining = Pick<WaitingEntry, 'userId' | 'branchId' | 'vehicleId' | 'period' | 'seats'>;

/** A person who waits for a vehicle, or for any vehicle of a branch, to become free in a period (BK-14). */
@Entity({ schema: 'bookings', name: 'waiting_entries' })
export class WaitingEntry extends Aggregate<WaitingEntry> {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid', { name: 'user_id' }) readonly userId!: string;
  @Column('uuid', { name: 'branch_id' }) readonly branchId!: string;
  /** Null: any vehicle of the branch. */
  @Column('uuid', { name: 'vehicle_id', nullable: true }) readonly vehicleId!: string | null;
  @Column('tstzrange', { transformer: periodColumn }) readonly period!: Period;
  @Column('int') readonly seats!: number;
  @Column('text') readonly state!: WaitingState;
  @Column('uuid', { name: 'offered_vehicle_id', nullable: true }) readonly offeredVehicleId!: string | null;
  @Column('timestamptz', { name: 'offer_ends_at', nullable: true }) readonly offerEndsAt!: Date | null;
  @Column('uuid', { name: 'booking_id', nullable: true }) readonly bookingId!: string | null;
  @Column('int') readonly version!: number;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt!: Date;

  static join(joining: Joining): WaitingEntry {
    const entry = new WaitingEntry();
    const nothing = { offeredVehicleId: null, offerEndsAt: null, bookingId: null };
    entry.change({ id: newId(), ...joining, ...nothing, state: 'waiting', version: 1, createdAt: new Date() });
    return entry;
  }

  get start(): Date {
    return this.period.start;
  }

  get end(): Date {
    return this.period.end;
  }

  /**
   * The vehicle is offered to this person. The offer ends at the latest when the booking can no longer be made; until then
   * nobody else in line is offered the vehicle.
   *
   * @param noticeMinutes how long before the start the vehicle must be booked
   */
  offer(vehicleId: string, minutes: number, now: Date, noticeMinutes: number): void {
    const ends = new Date(Math.min(+now + minutes * 60_000, +this.start - noticeMinutes * 60_000));
    this.change({ state: 'offered', offeredVehicleId: vehicleId, offerEndsAt: ends });
    const { id: entryId, userId, branchId } = this;
    const [start, end] = [this.start.toISOString(), this.end.toISOString()];
    this.raise(
      new VehicleOffered({ entryId, userId, branchId, vehicleId, start, end, offerEndsAt: ends.toISOString() }),
    );
  }

  /** The offer is withdrawn because the person can no longer accept it; they keep their place. */
  wait(): void {
    this.change({ state: 'waiting', offeredVehicleId: null, offerEndsAt: null });
  }

  /** The person did not accept in time, or nothing was free before the start. */
  lapse(): void {
    this.change({ state: 'lapsed' });
  }

  /** @throws NoOffer */
  ensureOffered(now: Date): string {
    if (this.state !== 'offered' || this.offerEndsAt! <= now) throw new NoOffer(ENTRY_IS[this.state]);
    return this.offeredVehicleId!;
  }

  accept(bookingId: string): void {
    this.change({ state: 'accepted', bookingId });
  }

  /** The person no longer wants to wait. An entry that has ended stays as it is. */
  withdraw(): void {
    if (this.state === 'waiting' || this.state === 'offered') this.change({ state: 'withdrawn' });
  }
}
