import { z } from 'zod';
import { pageOf, pageQuery } from '../../platform/http/paging.js';
import { id, instant, instantOut, prose, someOf } from '../../platform/http/schemas.js';
import { requestStates } from '../domain/request-states.js';

export const Queue = z.strictObject({
  ...pageQuery,
  state: someOf(requestStates).default(['pending']),
  branchId: id.optional(),
  vehicleId: id.optional(),
  bookerId: id.optional(),
  from: instant.optional(),
  to: instant.optional(),
});
export type Queue = z.output<typeof Queue>;

export const DecisionBody = z
  .strictObject({
    decision: z.enum(['approve', 'decline']),
    note: prose(2_000).optional(),
    declinedBookingIds: z
      .array(id)
      .min(1)
      .max(366)
      .optional()
      .describe(
        'Bookings of a series to decline individually. With `approve`, the other pending ones are approved; with ' +
          '`decline`, the others stay pending. If left out, the decision applies to all pending bookings.',
      ),
    /** The index of the step that the approver saw. Left out: the step that waits when the request arrives. */
    step: z.number().int().min(0).max(4).optional(),
  })
  .meta({ id: 'Decision' });
export type DecisionBody = z.output<typeof DecisionBody>;

const Step = z
  .object({
    name: z.string(),
    approverRoleId: id.nullable(),
    state: z.enum(['waiting', 'approved', 'declined', 'skipped', 'automatic']),
    decidedBy: id.nullable(),
    decidedFor: id.nullable(),
    decidedAt: instantOut.nullable(),
    note: z.string().nullable(),
  })
  .meta({ id: 'ApprovalStep' });

export const RequestAnswer = z
  .object({
    id,
    bookingId: id.describe(
      'Id of the booking. For a series: its next pending booking, or the last one that was. `start` and `end` are those of the same booking.',
    ),
    seriesId: id.nullable().describe('Id of the series, if the request is about one; null otherwise.'),
    occurrenceCount: z.int().describe('How many bookings it is about.'),
    waitingCount: z.int().describe('How many of them are still pending.'),
    vehicleId: id,
    branchId: id,
    bookerId: id,
    start: instantOut,
    end: instantOut,
    state: z.enum(requestStates),
    reasons: z.array(z.string()),
    steps: z.array(Step),
    step: z.int(),
    lapsesAt: instantOut,
    decidedBy: id.nullable(),
    decidedFor: id.nullable(),
    decidedAt: instantOut.nullable(),
    note: z.string().nullable(),
    timeZone: z.string(),
    branchName: z.string(),
    vehicleName: z.string(),
    registration: z.string(),
    bookerName: z.string(),
    version: z.int(),
  })
  .meta({ id: 'ApprovalRequest' });

/** The queue also answers the names behind the ids. */
const QueuedAnswer = RequestAnswer.extend({
  vehicleRegistration: z.string().meta({ deprecated: true }),
  originatorName: z.string(),
  reasonName: z.string(),
  decidedByName: z.string().nullable(),
  destination: z.string().nullable(),
  notes: z.string().nullable(),
  decidable: z.boolean(),
  createdAt: instantOut,
}).meta({ id: 'QueuedApprovalRequest' });

export const QueueAnswer = pageOf(QueuedAnswer)
  .extend({
    pendingCount: z.int(),
    pendingByBranch: z.array(z.object({ branchId: id, count: z.int() })),
  })
  .meta({ id: 'ApprovalQueuePage' });

const Occurrence = z
  .object({
    bookingId: id,
    start: instantOut,
    end: instantOut,
    state: z.enum(requestStates),
    reasons: z.array(z.string()),
    lapsesAt: instantOut,
    decidedBy: id.nullable(),
    decidedFor: id.nullable(),
    decidedAt: instantOut.nullable(),
    note: z.string().nullable(),
  })
  .meta({ id: 'ApprovalOccurrence' });

export const RequestDetailAnswer = QueuedAnswer.extend({
  occurrences: z.array(Occurrence).describe('Each booking of a series, by start; empty for a single booking.'),
  otherBookings: z.array(
    z.object({ bookingId: id, start: instantOut, end: instantOut, state: z.string(), bookerName: z.string() }),
  ),
  record: z.object({ bookings: z.int(), cancelled: z.int(), declined: z.int(), noShows: z.int() }),
}).meta({ id: 'ApprovalRequestDetails' });

export const Decisions = z
  .strictObject({ items: z.array(DecisionBody.extend({ id })).min(1).max(100) })
  .meta({ id: 'Decisions' });
export type Decisions = z.output<typeof Decisions>;

const Outcome = z
  .object({
    id,
    request: RequestAnswer.nullable(),
    problem: z.looseObject({ code: z.string(), title: z.string(), detail: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'DecisionOutcome' });

export const DecisionsAnswer = z.object({ items: z.array(Outcome) }).meta({ id: 'DecisionOutcomes' });
