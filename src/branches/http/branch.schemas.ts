import { z } from 'zod';
import { pageQuery } from '../../platform/http/paging.js';
import { id, line, timeZone } from '../../platform/http/schemas.js';

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

const group = { name: line(100), branchIds: z.array(id).min(1).max(200) };

export const GroupAnswer = z.object({ id, name: z.string(), branchIds: z.array(id), version: z.int() });

export const NewGroup = z.strictObject(group);
export type NewGroup = z.output<typeof NewGroup>;

export const GroupPatch = z.strictObject(group).partial();
export type GroupPatch = z.output<typeof GroupPatch>;

export const GroupList = z.strictObject({ ...pageQuery, branchId: id.optional() });
export type GroupList = z.output<typeof GroupList>;
