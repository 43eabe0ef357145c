import { Column, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import type { DomainEvent, EventClass } from '../../platform/domain/domain-event.js';
import { type Period, periodColumn } from '../../platform/domain/period.js';
import {
  BookingCancelled,
  BookingChanged,
  BookingConfirmed,
  BookingDeclined,
  BookingLapsed,
  BookingRequested,
  type SeriesTold,
} from '../events.js';
import type { BookingApproval, BookingDetails, BookingState, PolicyOverride } from './booking-details.js';

/** What is stored of a booking; what may become of it is said in `booking.ts`. */
export abstract class BookingRecord extends Aggregate<BookingRecord> implements BookingDetails {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid', { name: 'vehicle_id' }) readonly vehicleId!: string;
  @Column('uuid', { name: 'branch_id' }) readonly branchId!: string;
  @Column('uuid', { name: 'booker_id' }) readonly bookerId!: string;
  @Column('uuid', { name: 'originator_id' }) readonly originatorId!: string;
  @Column('tstzrange', { transformer: periodColumn }) readonly period!: Period;
  @Column('text') readonly state!: BookingState;
  @Column('uuid', { name: 'reason_id' }) readonly reasonId!: string;
  @Column('text', { nullable: true }) readonly destination!: string | null;
  @Column('uuid', { name: 'passenger_ids', array: true }) readonly passengerIds!: string[];
  @Column('boolean', { name: 'whole_vehicle' }) readonly wholeVehicle!: boolean;
  @Column('text', { name: 'cost_centre', nullable: true }) readonly costCentre!: string | null;
  @Column('text', { nullable: true }) readonly notes!: string | null;
  @Column('jsonb', { name: 'custom_fields' }) readonly customFields!: Record<string, string>;
  @Column('jsonb', { nullable: true }) readonly approval!: BookingApproval | null;
  @Column('jsonb', { name: 'policy_override', nullable: true }) readonly policyOverride!: PolicyOverride | null;
  @Column('timestamptz', { name: 'checked_out_at', nullable: true }) readonly checkedOutAt!: Date | null;
  @Column('timestamptz', { name: 'returned_at', nullable: true }) readonly returnedAt!: Date | null;
  @Column('int', { nullable: true }) readonly odometer!: number | null;
  @Column('text', { name: 'return_notes', nullable: true }) readonly returnNotes!: string | null;
  /** The end that was booked, where the vehicle came back before it and the period was cut there. */
  @Column('timestamptz', { name: 'booked_end', nullable: true }) readonly bookedEnd!: Date | null;
  @Column('uuid', { name: 'cancelled_by', nullable: true }) readonly cancelledBy!: string | null;
  @Column('timestamptz', { name: 'cancelled_at', nullable: true }) readonly cancelledAt!: Date | null;
  @Column('text', { name: 'cancellation_reason', nullable: true }) readonly cancellationReason!: string | null;
  /** Of which series it is one (BK-9). */
  @Column('uuid', { name: 'series_id', nullable: true }) readonly seriesId!: string | null;
  @Column('int') readonly version!: number;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt!: Date;

  #together = false;

  get start(): Date {
    return this.period.start;
  }

  get end(): Date {
    return this.period.end;
  }

  /** Whether the vehicle is theirs for that time (BK-2). */
  get isHolding(): boolean {
    return ['pending', 'confirmed', 'in_use'].includes(this.state);
  }

  get policyOverridden(): boolean {
    return this.policyOverride !== null;
  }

  /** What every event of it tells. */
  protected get facts() {
    const { id, vehicleId, branchId, bookerId, originatorId, seriesId } = this;
    const [start, end] = [this.start.toISOString(), this.end.toISOString()];
    const facts = { bookingId: id, vehicleId, branchId, bookerId, originatorId, seriesId, start, end };
    return this.#together ? { ...facts, together: true } : facts;
  }

  /** What becomes of it from here on becomes of others of its series by the same act. */
  together(): this {
    this.#together = true;
    return this;
  }

  /** Tells once what each of them has told in this act; nothing where they have told nothing. */
  static tell(bookings: readonly BookingRecord[], act: EventClass<DomainEvent<SeriesTold>>): void {
    const told = bookings.flatMap(({ raised }) => raised);
    const [first] = bookings;
    if (first?.seriesId && told.length > 0) first.raise(new act(gathered(first.seriesId, told)));
  }
}

function gathered(seriesId: string, told: readonly DomainEvent[]): SeriesTold {
  const of = <E extends DomainEvent>(type: EventClass<E>): E['payload'][] =>
    told.filter((event): event is E => event instanceof type).map(({ payload }) => payload);
  return {
    seriesId,
    requested: of(BookingRequested),
    confirmed: of(BookingConfirmed),
    declined: of(BookingDeclined),
    lapsed: of(BookingLapsed),
    cancelled: of(BookingCancelled),
    changed: of(BookingChanged),
  };
}
