import { z } from 'zod';
import { pageQuery } from '../../platform/http/paging.js';
import { id, line, prose, timeZone } from '../../platform/http/schemas.js';

export const BranchAnswer = z
  .object({
    id,
    name: z.string(),
    code: z.string(),
    timeZone: z.string(),
    openToSignUp: z.boolean(),
    state: z.enum(['open', 'closed']),
    version: z.int(),
  })
  .meta({ id: 'Branch' });

const branch = { name: line(100), code: line(30), timeZone, openToSignUp: z.boolean() };

export const NewBranch = z
  .strictObject({ ...branch, openToSignUp: branch.openToSignUp.default(false) })
  .meta({ id: 'NewBranch' });
export type NewBranch = z.output<typeof NewBranch>;

export const BranchPatch = z
  .strictObject({ ...branch, state: z.enum(['open', 'closed']) })
  .partial()
  .meta({ id: 'BranchPatch' });
export type BranchPatch = z.output<typeof BranchPatch>;

export const BranchList = z.strictObject(pageQuery);
export type BranchList = z.output<typeof BranchList>;

export const WelcomeAnswer = z
  .object({ id, markdown: z.string(), html: z.string(), version: z.int() })
  .meta({ id: 'WelcomeMessage' });

export const WelcomeBody = z.strictObject({ markdown: prose(20_000) }).meta({ id: 'NewWelcomeMessage' });
export type WelcomeBody = z.output<typeof WelcomeBody>;

export const WelcomePreview = z.object({ html: z.string() }).meta({ id: 'WelcomePreview' });

const belonging = { name: line(100), branchIds: z.array(id).min(1).max(200) };
const NewBelonging = z.strictObject(belonging);
export type NewBelonging = z.output<typeof NewBelonging>;
const BelongingPatch = NewBelonging.partial();
export type BelongingPatch = z.output<typeof BelongingPatch>;

/** Of groups, locations or accessories. */
export const belongingSchemas = (name: string) => ({
  Answer: z.object({ id, name: z.string(), branchIds: z.array(id), version: z.int() }).meta({ id: name }),
  NewBody: NewBelonging.meta({ id: `New${name}` }),
  PatchBody: BelongingPatch.meta({ id: `${name}Patch` }),
});

export const BelongingList = z.strictObject({ ...pageQuery, branchId: id.optional() });
export type BelongingList = z.output<typeof BelongingList>;
