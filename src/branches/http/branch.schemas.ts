import { z } from 'zod';
import { pageQuery } from '../../platform/http/paging.js';
import { id, line, prose, timeZone } from '../../platform/http/schemas.js';

export const BranchAnswer = z.object({
  id,
  name: z.string(),
  code: z.string(),
  timeZone: z.string(),
  openToSignUp: z.boolean(),
  state: z.enum(['open', 'closed']),
  version: z.int(),
});

const branch = { name: line(100), code: line(30), timeZone, openToSignUp: z.boolean() };

export const NewBranch = z.strictObject({ ...branch, openToSignUp: branch.openToSignUp.default(false) });
export type NewBranch = z.output<typeof NewBranch>;

export const BranchPatch = z.strictObject({ ...branch, state: z.enum(['open', 'closed']) }).partial();
export type BranchPatch = z.output<typeof BranchPatch>;

export const BranchList = z.strictObject(pageQuery);
export type BranchList = z.output<typeof BranchList>;

export const WelcomeAnswer = z.object({ id, markdown: z.string(), html: z.string(), version: z.int() });

export const WelcomeBody = z.strictObject({ markdown: prose(20_000) });
export type WelcomeBody = z.output<typeof WelcomeBody>;

const belonging = { name: line(100), branchIds: z.array(id).min(1).max(200) };

/** A group, a location or an accessory. */
export const BelongingAnswer = z.object({ id, name: z.string(), branchIds: z.array(id), version: z.int() });

export const NewBelonging = z.strictObject(belonging);
export type NewBelonging = z.output<typeof NewBelonging>;

export const BelongingPatch = z.strictObject(belonging).partial();
export type BelongingPatch = z.output<typeof BelongingPatch>;

export const BelongingList = z.strictObject({ ...pageQuery, branchId: id.optional() });
export type BelongingList = z.output<typeof BelongingList>;
