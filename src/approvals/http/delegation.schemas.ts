import { z } from 'zod';
import { pageQuery } from '../../platform/http/paging.js';
import { id, instant, instantOut } from '../../platform/http/schemas.js';

export const NewDelegation = z
  .strictObject({ delegateId: id, start: instant, end: instant })
  .meta({ id: 'NewDelegation' });
export type NewDelegation = z.output<typeof NewDelegation>;

export const DelegationList = z.strictObject(pageQuery);
export type DelegationList = z.output<typeof DelegationList>;

export const DelegationAnswer = z
  .object({
    id,
    delegatorId: id,
    delegatorName: z.string(),
    delegateId: id,
    delegateName: z.string(),
    start: instantOut,
    end: instantOut,
    endedAt: instantOut.nullable(),
    version: z.int(),
  })
  .meta({ id: 'Delegation' });

export const CandidatesAnswer = z
  .object({
    items: z.array(z.object({ id, name: z.string() }).meta({ id: 'DelegationCandidate' })),
    nextCursor: z.null(),
  })
  .meta({ id: 'DelegationCandidatePage' });
