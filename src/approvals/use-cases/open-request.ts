import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Period } from '../../platform/domain/period.js';
import type { Tx } from '../../platform/work/tx.js';
import type { NoAnswer } from '../domain/answer-times.js';
import { ApprovalRequest } from '../domain/approval-request.js';
import type { RequestStep } from '../domain/request-steps.js';
import { saveWhole } from './whole-request.js';

/** A booking that needs approval by its flow. */
export interface Requested {
  bookingId: string;
  vehicleId: string;
  branchId: string;
  bookerId: string;
  originatorId: string;
  start: string;
  end: string;
  flowId: string;
  reasons: string[];
  requireSecondPerson: boolean;
  /** The steps as planned when the booking was made or changed. */
  steps: RequestStep[];
  noAnswer: NoAnswer | null;
}

/** Opens requests in the transaction that makes or changes the bookings. */
@Injectable()
export class OpenRequest {
  constructor(private readonly config: Config) {}

  of(tx: Tx, booking: Requested): Promise<void> {
    return this.#open(tx, null, [booking]);
  }

  /** AP-12: one request for the series. Bookings that meanwhile have another vehicle or another person get a request each. */
  async ofSeries(tx: Tx, seriesId: string, bookings: readonly Requested[]): Promise<void> {
    const alike = Map.groupBy(bookings, ({ flowId, vehicleId, bookerId, originatorId, steps }) =>
      JSON.stringify([flowId, vehicleId, bookerId, originatorId, steps]),
    );
    for (const some of alike.values()) await this.#open(tx, seriesId, some);
  }

  async #open(tx: Tx, seriesId: string | null, bookings: readonly Requested[]): Promise<void> {
    const { flowId, vehicleId, branchId, bookerId, originatorId } = bookings[0]!;
    const { requireSecondPerson, steps, noAnswer } = bookings[0]!;
    const whose = { seriesId, flowId, vehicleId, branchId, bookerId, originatorId, requireSecondPerson };
    const asked = bookings.map(({ bookingId, start, end, reasons }) => {
      return { bookingId, reasons, period: Period.of(new Date(start), new Date(end)) };
    });
    const earliestFirst = asked.sort((one, other) => +one.period.start - +other.period.start);
    const reminderHours = this.config.values.APPROVAL_REMINDER_HOURS;
    const facts = { ...whose, bookings: earliestFirst, steps, noAnswer, reminderHours };
    await saveWhole(tx, ApprovalRequest.open(facts));
  }
}
