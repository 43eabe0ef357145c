import { z } from 'zod';
import { pageOf, pageQuery } from '../../platform/http/paging.js';
import { id, instant, instantOut, prose } from '../../platform/http/schemas.js';
import { requestStates } from '../domain/request-states.js';

export const Queue = z.strictObject({
  ...pageQuery,
  state: z.enum(requestStates).default('pending'),
  branchId: id.optional(),
  vehicleId: id.optional(),
  bookerId: id.optional(),
  from: instant.optional(),
  to: instant.optional(),
});
export type Queue = z.output<typeof Queue>;

export const DecisionBody = z.strictObject({
  decision: z.enum(['approve', 'decline']),
  note: prose(2_000).optional(),
  declinedBookingIds: z
    .array(id)
    .min(1)
    .max(366)
    .optional()
    .describe(
      'Bookings of a series that are declined on their own: with `approve`, the others that wait are approved; with ' +
        '`decline`, the others keep waiting. Without it, the decision is about all that wait.',
    ),
  /** The step that is meant, from 0. Without it, the one that waits when the request arrives. */
  step: z.number().int().min(0).max(4).optional(),
});
export type DecisionBody = z.output<typeof DecisionBody>;

export const RequestAnswer = z.object({
  id,
  bookingId: id.describe(
    'The booking; of a series the next that waits, or was the last to. So with `start` and `end`.',
  ),
  seriesId: id.nullable().describe('Where it is about the bookings of a series.'),
  occurrenceCount: z.int().describe('How many bookings it is about.'),
  waitingCount: z.int().describe('How many of them still wait.'),
  vehicleId: id,
  branchId: id,
  bookerId: id,
  start: instantOut,
  end: instantOut,
  state: z.enum(requestStates),
  reasons: z.array(z.string()),
  steps: z.array(
    z.object({
      name: z.string(),
      approverRoleId: id.nullable(),
      state: z.enum(['waiting', 'approved', 'declined', 'skipped', 'automatic']),
      decidedBy: id.nullable(),
      decidedFor: id.nullable(),
      decidedAt: instantOut.nullable(),
      note: z.string().nullable(),
    }),
  ),
  step: z.int(),
  lapsesAt: instantOut,
  decidedBy: id.nullable(),
  decidedFor: id.nullable(),
  decidedAt: instantOut.nullable(),
  note: z.string().nullable(),
  version: z.int(),
});

/** In the queue, the names that an approver knows things by come along. */
const QueuedAnswer = RequestAnswer.extend({
  vehicleName: z.string(),
  vehicleRegistration: z.string().nullable(),
  branchName: z.string(),
  bookerName: z.string(),
  originatorName: z.string(),
  reasonName: z.string(),
  decidedByName: z.string().nullable(),
  destination: z.string().nullable(),
  notes: z.string().nullable(),
  decidable: z.boolean(),
  createdAt: instantOut,
});

export const QueueAnswer = pageOf(QueuedAnswer).extend({
  pendingCount: z.int(),
  pendingByBranch: z.array(z.object({ branchId: id, count: z.int() })),
});

export const RequestDetailAnswer = QueuedAnswer.extend({
  occurrences: z
    .array(
      z.object({
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
      }),
    )
    .describe('Of a series each booking, by start; of a single booking none.'),
  otherBookings: z.array(
    z.object({ bookingId: id, start: instantOut, end: instantOut, state: z.string(), bookerName: z.string() }),
  ),
  record: z.object({ bookings: z.int(), cancelled: z.int(), declined: z.int(), noShows: z.int() }),
});

export const Decisions = z.strictObject({ items: z.array(DecisionBody.extend({ id })).min(1).max(100) });
export type Decisions = z.output<typeof Decisions>;

export const DecisionsAnswer = z.object({
  items: z.array(
    z.object({
      id,
      request: RequestAnswer.nullable(),
      problem: z.looseObject({ code: z.string(), title: z.string(), detail: z.string().nullable() }).nullable(),
    }),
  ),
});
