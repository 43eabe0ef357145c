import { z } from 'zod';
import { pageQuery } from '../../platform/http/paging.js';
import { id, line } from '../../platform/http/schemas.js';
import { ONE_STEP } from '../domain/request-steps.js';

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a time of day, HH:MM' });
const closing = z.union([clock, z.literal('24:00')]);
const LONGEST_HOURS = 24 * 366;

const Conditions = z.strictObject({
  always: z.boolean().optional(),
  personalUse: z.boolean().optional(),
  interBranch: z.boolean().optional(),
  recurring: z.boolean().optional(),
  longerThanMinutes: z.number().int().min(0).max(527_040).optional(),
  weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7).optional(),
  outsideHours: z
    .strictObject({ from: clock, to: closing })
    .refine(({ from, to }) => from < to, { error: 'from must be earlier than to' })
    .optional(),
});

/**
 * Each step is decided by a different person. With a role, only approvers who have it; without, any approver of the branch.
 */
const Steps = z
  .array(z.strictObject({ name: line(60), approverRoleId: id.nullable().default(null) }))
  .min(1)
  .max(5);

/** Null: nothing happens until the request lapses at its booking's start. */
const NoAnswer = z
  .strictObject({ afterHours: z.number().int().min(1).max(LONGEST_HOURS), then: z.enum(['lapse', 'escalate']) })
  .nullable();

export const NewFlow = z
  .strictObject({
    name: line(100),
    conditions: Conditions,
    requireSecondPerson: z.boolean().default(false),
    steps: Steps.default([...ONE_STEP]),
    noAnswer: NoAnswer.default(null),
  })
  .meta({ id: 'NewApprovalFlow' });
export type NewFlow = z.output<typeof NewFlow>;

export const FlowPatch = z
  .strictObject({
    name: line(100).optional(),
    conditions: Conditions.optional(),
    requireSecondPerson: z.boolean().optional(),
    steps: Steps.optional(),
    noAnswer: NoAnswer.optional(),
  })
  .meta({ id: 'ApprovalFlowPatch' });
export type FlowPatch = z.output<typeof FlowPatch>;

export const FlowList = z.strictObject(pageQuery);
export type FlowList = z.output<typeof FlowList>;

export const FlowAnswer = z
  .object({
    id,
    name: z.string(),
    conditions: z.object(Conditions.shape),
    requireSecondPerson: z.boolean(),
    steps: z.array(z.object({ name: z.string(), approverRoleId: id.nullable() })),
    noAnswer: z.object({ afterHours: z.int(), then: z.enum(['lapse', 'escalate']) }).nullable(),
    version: z.int(),
  })
  .meta({ id: 'ApprovalFlow' });
