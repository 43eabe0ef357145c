import { z } from 'zod';
import { id, line } from '../../platform/http/schemas.js';
import { reasonCategories, reasonStates } from '../domain/booking-reason.js';

const reason = { name: line(100), category: z.enum(reasonCategories) };

export const NewReason = z.strictObject(reason);
export type NewReason = z.output<typeof NewReason>;

export const ReasonPatch = z.strictObject({ ...reason, state: z.enum(reasonStates) }).partial();
export type ReasonPatch = z.output<typeof ReasonPatch>;

export const ReasonAnswer = z.object({
  id,
  key: z.string().nullable(),
  name: z.string(),
  category: z.enum(reasonCategories),
  state: z.enum(reasonStates),
  version: z.int(),
});
