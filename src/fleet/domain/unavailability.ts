import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import { InvalidInput } from '../../platform/domain/domain-error.js';
import { newId } from '../../platform/domain/ids.js';
import { type Period, periodColumn } from '../../platform/domain/period.js';
import { VehicleAvailableAgain, VehicleMadeUnavailable } from '../events.js';

/**
 * A period in which a vehicle is out of service, for maintenance or because of damage (BR-5). It takes the vehicle like a
 * booking.
 */
@Entity({ schema: 'fleet', name: 'unavailability' })
export class Unavailability extends Aggregate<Unavailability> {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid', { name: 'vehicle_id' }) readonly vehicleId!: string;
  @Column('tstzrange', { transformer: periodColumn }) readonly period!: Period;
  /** Shown to people who try to book the vehicle then. */
  @Column('text') readonly note!: string;
  @Column('uuid', { name: 'created_by' }) readonly createdBy!: string;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt!: Date;

  /** @throws InvalidInput where it would be over already */
  static make(vehicleId: string, period: Period, note: string, createdBy: string, now: Date): Unavailability {
    if (period.end <= now) {
      throw new InvalidInput([{ field: 'end', code: 'in_past', message: 'must be in the future' }]);
    }
    const made = new Unavailability();
    made.change({ id: newId(), vehicleId, period, note, createdBy, createdAt: now });
    made.raise(new VehicleMadeUnavailable({ ...made.#facts, note }));
    return made;
  }

  /** The vehicle is available again for the rest of the period. */
  withdraw(): void {
    this.raise(new VehicleAvailableAgain(this.#facts));
  }

  get start(): Date {
    return this.period.start;
  }

  get end(): Date {
    return this.period.end;
  }

  get #facts() {
    const [start, end] = [this.start.toISOString(), this.end.toISOString()];
    return { unavailabilityId: this.id, vehicleId: this.vehicleId, start, end };
  }
}
