import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import { newId } from '../../platform/domain/ids.js';
import { VehicleStillOut } from '../events.js';
import type { Booking } from './booking.js';

/** The booker was told that their vehicle is still out: once for each start that the booking has had (BK-13). */
@Entity({ schema: 'bookings', name: 'late_notices' })
export class LateNotice extends Aggregate<LateNotice> {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid', { name: 'booking_id' }) readonly bookingId!: string;
  @Column('timestamptz', { name: 'starts_at' }) readonly startsAt!: Date;
  @Column('timestamptz', { name: 'given_at' }) readonly givenAt!: Date;

  static give(booking: Booking, alternatives: { id: string; name: string }[], now: Date): LateNotice {
    const notice = new LateNotice();
    notice.change({ id: newId(), bookingId: booking.id, startsAt: booking.start, givenAt: now });
    notice.raise(new VehicleStillOut({ ...booking.facts, alternatives }));
    return notice;
  }
}
