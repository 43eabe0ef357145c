import { z } from 'zod';
import { pageOf, pageQuery } from '../../platform/http/paging.js';
import { id, instant, instantOut, line, prose } from '../../platform/http/schemas.js';
import { requestStates } from '../domain/approval-request.js';

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a time of day, HH:MM' });
const closing = z.union([clock, z.literal('24:00')]);

const Conditions = z.strictObject({
  always: z.boolean().optional(),
  personalUse: z.boolean().optional(),
  interBranch: z.boolean().optional(),
  longerThanMinutes: z.number().int().min(0).max(527_040).optional(),
  weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7).optional(),
  outsideHours: z
    .strictObject({ from: clock, to: closing })
    .refine(({ from, to }) => from < to, { error: 'from must be earlier than to' })
    .optional(),
});

export const NewFlow = z.strictObject({
  name: line(100),
  conditions: Conditions,
  requireSecondPerson: z.boolean().default(false),
});
export type NewFlow = z.output<typeof NewFlow>;

export const FlowPatch = z.strictObject({
  name: line(100).optional(),
  conditions: Conditions.optional(),
  requireSecondPerson: z.boolean().optional(),
});
export type FlowPatch = z.output<typeof FlowPatch>;

export const FlowList = z.strictObject(pageQuery);
export type FlowList = z.output<typeof FlowList>;

export const FlowAnswer = z.object({
  id,
  name: z.string(),
  conditions: z.object(Conditions.shape),
  requireSecondPerson: z.boolean(),
  version: z.int(),
});

export const Queue = z.strictObject({
  ...pageQuery,
  state: z.enum(requestStates).default('pending'),
  branchId: id.optional(),
  from: instant.optional(),
  to: instant.optional(),
});
export type Queue = z.output<typeof Queue>;

export const DecisionBody = z.strictObject({
  decision: z.enum(['approve', 'decline']),
  note: prose(2_000).optional(),
});
export type DecisionBody = z.output<typeof DecisionBody>;

export const RequestAnswer = z.object({
  id,
  bookingId: id,
  vehicleId: id,
  branchId: id,
  bookerId: id,
  start: instantOut,
  end: instantOut,
  state: z.enum(requestStates),
  reasons: z.array(z.string()),
  decidedBy: id.nullable(),
  decidedAt: instantOut.nullable(),
  note: z.string().nullable(),
});

/** In the queue, the names that an approver knows things by come along. */
const QueuedAnswer = RequestAnswer.extend({
  vehicleName: z.string(),
  bookerName: z.string(),
  originatorName: z.string(),
  reasonName: z.string(),
  destination: z.string().nullable(),
  notes: z.string().nullable(),
});

export const QueueAnswer = pageOf(QueuedAnswer).extend({ pendingCount: z.int() });

export const RequestDetailAnswer = QueuedAnswer.extend({
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
